import { certificateErrors } from '@/server/domains/certificates/errors';
import { renderCertificatePdf } from '@/server/domains/certificates/pdf/render';
import { selectCertificate, updatePdfKey } from '@/server/domains/certificates/repo';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { UseCaseContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

/**
 * Makes the PDF of a certificate and stores it under a key of its own. Repeating it stores the same bytes again.
 *
 * @throws AppError `certificates/not_found`.
 */
export async function storeCertificatePdf(
  ctx: Pick<UseCaseContext, 'db'> & { readonly objectStore: ObjectStore; readonly appUrl: string },
  input: { certificateId: string },
): Promise<{ pdfKey: string }> {
  const row = await selectCertificate(ctx.db, input.certificateId);
  if (row === null) throw new AppError(certificateErrors.not_found);
  const pdf = await renderCertificatePdf({ ...row, verifyUrl: `${ctx.appUrl}/verify/${row.code}` });
  const pdfKey = `private/certificates/${row.id}.pdf`;
  await ctx.objectStore.put(pdfKey, pdf, { contentType: 'application/pdf' });
  await updatePdfKey(ctx.db, row.id, pdfKey);
  return { pdfKey };
}
