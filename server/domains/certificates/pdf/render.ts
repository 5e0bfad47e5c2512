import PDFDocument from 'pdfkit';
import { type Family, loadFonts, sans, serif, splitByFont } from '@/server/domains/certificates/pdf/fonts';

/** What a certificate says, and where it can be checked. */
export type CertificateText = {
  readonly learnerName: string;
  readonly courseTitle: string;
  readonly instructorName: string;
  readonly completedAt: Date;
  readonly issuedAt: Date;
  readonly code: string;
  readonly verifyUrl: string;
};

const page = { width: 841.89, height: 595.28, margin: 72 } as const;
const colour = {
  ink: '#23211d',
  soft: '#5c574d',
  rule: '#c9c0b0',
  accent: '#8a3a1c',
  paper: '#fbf9f4',
} as const;
const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/**
 * Sets a certificate as a one-page A4 PDF with selectable text, document title and language. The same text gives the
 * same bytes, so that storing it twice changes nothing.
 */
export async function renderCertificatePdf(text: CertificateText): Promise<Buffer> {
  const document = new PDFDocument({
    size: [page.width, page.height],
    margin: 0,
    lang: 'en',
    displayTitle: true,
    tagged: true,
    info: {
      Title: `Certificate of completion: ${text.courseTitle}`,
      Author: 'Lyceum',
      Subject: text.code,
      CreationDate: text.issuedAt,
      ModDate: text.issuedAt,
    },
  });
  for (const { name, data } of [...loadFonts(serif), ...loadFonts(sans)]) document.registerFont(name, data);
  const finished = collect(document);
  draw(document, text);
  document.end();
  return await finished;
}

async function collect(document: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return await new Promise((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
}

function draw(document: PDFKit.PDFDocument, text: CertificateText): void {
  document.rect(0, 0, page.width, page.height).fill(colour.paper);
  document
    .lineWidth(0.75)
    .rect(36, 36, page.width - 72, page.height - 72)
    .stroke(colour.rule);
  document.rect(page.margin, 96, 48, 3).fill(colour.accent);
  line(document, 'Lyceum', { y: 112, size: 15, family: serif });
  line(document, 'Certificate of completion', { y: 168, size: 15, family: sans, fill: colour.soft });
  line(document, text.learnerName, { y: 196, size: 44, family: serif });
  line(document, 'has completed the course', { y: 264, size: 15, family: sans, fill: colour.soft });
  line(document, text.courseTitle, { y: 290, size: 27, family: serif });
  const taught = text.instructorName === '' ? '' : `taught by ${text.instructorName}, `;
  line(document, `${taught}on ${day.format(text.completedAt)}.`, { y: 338, size: 15, family: sans });
  document
    .moveTo(page.margin, 452)
    .lineTo(page.width - page.margin, 452)
    .lineWidth(0.5)
    .stroke(colour.rule);
  line(document, `Number ${text.code}`, { y: 468, size: 12, family: sans });
  line(document, `Anyone can check this certificate at ${text.verifyUrl}`, {
    y: 486,
    size: 12,
    family: sans,
    fill: colour.soft,
    link: text.verifyUrl,
  });
}

type LineStyle = { y: number; size: number; family: Family; fill?: string; link?: string };

/** Sets one line from the left margin, smaller where it would not fit. */
function line(document: PDFKit.PDFDocument, text: string, style: LineStyle): void {
  const available = page.width - 2 * page.margin;
  const runs = splitByFont(text, style.family);
  const widthAt = (size: number) =>
    runs.reduce((sum, run) => sum + document.font(run.font).fontSize(size).widthOfString(run.text), 0);
  const width = widthAt(style.size);
  const size = width > available ? Math.max(9, (style.size * available) / width) : style.size;
  let x: number = page.margin;
  document.fillColor(style.fill ?? colour.ink);
  for (const run of runs) {
    document.font(run.font).fontSize(size);
    document.text(run.text, x, style.y, {
      lineBreak: false,
      ...(style.link === undefined ? {} : { link: style.link }),
    });
    x += document.widthOfString(run.text);
  }
}
