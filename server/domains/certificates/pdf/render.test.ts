import { describe, expect, it } from 'vitest';
import { serif, splitByFont } from '@/server/domains/certificates/pdf/fonts';
import { renderCertificatePdf } from '@/server/domains/certificates/pdf/render';

const text = {
  learnerName: 'Ada Lovelace',
  courseTitle: 'Analytical engines (and looms)',
  instructorName: 'Charles Babbage',
  completedAt: new Date('2026-05-11T09:00:00Z'),
  issuedAt: new Date('2026-05-11T09:01:00Z'),
  code: '7K3M-9QXD-20AV',
  verifyUrl: 'https://lyceum.test/verify/7K3M-9QXD-20AV',
};

/** Strings of a PDF are Latin-1, or UTF-16 with a byte order mark. */
function says(pdf: Buffer, words: string): boolean {
  const escaped = words.replaceAll(/[()]/g, '\\$&');
  const utf16 = Buffer.from(`\ufeff${words}`, 'utf16le').swap16();
  return pdf.includes(Buffer.from(escaped, 'latin1')) || pdf.includes(utf16);
}

describe('certificate as PDF', () => {
  it('is a whole document with title, language and a link to its check', async () => {
    const pdf = await renderCertificatePdf(text);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.subarray(-6).toString().trim()).toBe('%%EOF');
    expect(says(pdf, 'Certificate of completion: Analytical engines (and looms)')).toBe(true);
    expect(pdf.toString('latin1')).toMatch(/\/Lang \(en\)/);
    expect(says(pdf, text.verifyUrl)).toBe(true);
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  it('is the same bytes for the same words, and others for others', async () => {
    const first = await renderCertificatePdf(text);
    expect(first.equals(await renderCertificatePdf(text))).toBe(true);
    expect(first.equals(await renderCertificatePdf({ ...text, learnerName: 'Ada King' }))).toBe(false);
  });

  it.each(['Zoë Łukasiewicz-Ångström', 'Nguyễn Thị Minh Khai', 'W'.repeat(80), 'अदा', '𝔸𝕕𝕒'])(
    'sets the name %s without failing',
    async (learnerName) => {
      const pdf = await renderCertificatePdf({ ...text, learnerName });
      expect(pdf.length).toBeGreaterThan(5_000);
    },
  );

  it('splits a text into fonts without losing a letter', () => {
    const name = 'Zoë Nguyễn Łukasiewicz 𝔸';
    expect(
      splitByFont(name, serif)
        .map((run) => run.text)
        .join(''),
    ).toBe(name);
    expect(splitByFont('Zoë', serif)).toEqual([{ font: 'serif', text: 'Zoë' }]);
  });
});
