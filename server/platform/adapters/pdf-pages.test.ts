import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawPdfPages, lookAtPdf } from '@/server/platform/adapters/pdf-pages';

async function pdf(pages: number, options: object = {}): Promise<Buffer> {
  const document = new PDFDocument({ size: [300, 600], ...options });
  document.rect(0, 0, 300, 600).fill('#ff0000');
  for (let page = 1; page < pages; page += 1) document.addPage();
  document.end();
  return await buffer(document);
}

describe('the pages of a PDF', () => {
  it('are counted, and drawn into a box as far as there are any', async () => {
    const bytes = await pdf(3);
    expect(await lookAtPdf(bytes)).toEqual({ state: 'readable', pages: 3 });
    const drawn = await drawPdfPages(bytes, { from: 1, to: 2, box: 200 });
    expect(drawn).toHaveLength(2);
    const first = sharp(drawn[0]);
    expect(await first.metadata()).toMatchObject({ format: 'jpeg', width: 100, height: 200 });
    const [red, green] = (await first.stats()).channels;
    expect([Math.round(red?.mean ?? 0), Math.round(green?.mean ?? 255)]).toEqual([254, 0]);
    expect(await drawPdfPages(bytes, { from: 3, to: 20, box: 50 })).toHaveLength(1);
  });

  it('are hidden by a password that opens them, and by no other', async () => {
    expect(await lookAtPdf(await pdf(1, { userPassword: 'secret' }))).toEqual({ state: 'encrypted' });
    const forReading = await pdf(1, { ownerPassword: 'secret', permissions: { printing: 'lowResolution' } });
    expect(await lookAtPdf(forReading)).toEqual({ state: 'readable', pages: 1 });
  });

  it('are none in what is no PDF', async () => {
    expect(await lookAtPdf(Buffer.from('%PDF-1.7\nand then nothing\n%%EOF'))).toEqual({ state: 'damaged' });
    expect(await drawPdfPages(Buffer.from('no PDF'), { from: 1, to: 1, box: 50 })).toEqual([]);
  });
});
