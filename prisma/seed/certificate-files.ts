import { renderCertificatePdf } from '@/server/domains/certificates/pdf/render';
import type { StoredFile } from './object-store';
import type { SeedRows } from './seed-rows';

/** Sets the document of every certificate and notes its key in the row. @returns the documents, to be stored */
export async function buildCertificateFiles(rows: SeedRows, appUrl: string): Promise<readonly StoredFile[]> {
  const files: StoredFile[] = [];
  for (const row of rows.certificates) {
    const { code, learnerName, courseTitle, instructorName } = row;
    const times = { completedAt: new Date(row.completedAt), issuedAt: new Date(row.issuedAt) };
    const verifyUrl = new URL(`/verify/${code}`, appUrl).href;
    const body = await renderCertificatePdf({
      code,
      learnerName,
      courseTitle,
      instructorName,
      ...times,
      verifyUrl,
    });
    row.pdfKey = `private/certificates/${row.id}.pdf`;
    files.push({ key: row.pdfKey, contentType: 'application/pdf', body });
  }
  return files;
}
