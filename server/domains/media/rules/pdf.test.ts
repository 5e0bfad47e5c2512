import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { createPdfCheck } from '@/server/domains/media/rules/pdf';

async function pdf(options: object = {}): Promise<Buffer> {
  const document = new PDFDocument(options);
  document.text('Words about /Encrypt and what it is for.');
  document.end();
  return await buffer(document);
}

function stateOf(bytes: Uint8Array, cut = bytes.byteLength): string {
  const check = createPdfCheck();
  for (let from = 0; from < bytes.byteLength; from += cut) check.take(bytes.subarray(from, from + cut));
  return check.state();
}

describe('a PDF', () => {
  it('is whole however its bytes are cut', async () => {
    const bytes = await pdf();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (cut) => {
        expect(stateOf(bytes, cut)).toBe('whole');
      }),
      { numRuns: 20 },
    );
    expect(stateOf(Buffer.concat([bytes, Buffer.from('\r\n\0\0')]))).toBe('whole');
  });

  it('that is cut off, has another file behind it, or is none is damaged', async () => {
    const bytes = await pdf();
    expect(stateOf(bytes.subarray(0, bytes.byteLength - 10))).toBe('damaged');
    expect(stateOf(Buffer.concat([bytes, Buffer.from('PK\x03\x04 an archive')]))).toBe('damaged');
    expect(stateOf(Buffer.from('%PDF-1.7 and nothing else'))).toBe('damaged');
    expect(stateOf(Buffer.alloc(0))).toBe('damaged');
    expect(stateOf(Buffer.concat([Buffer.from('<html>'), bytes]))).toBe('damaged');
  });
});
