import { selectAllOf } from '@/server/domains/certificates/repo';
import type { Conn } from '@/server/platform/db';

export { issueCertificate } from '@/server/domains/certificates/commands/issue-certificate';
export { storeCertificatePdf } from '@/server/domains/certificates/commands/store-pdf';
export { certificateEvents } from '@/server/domains/certificates/events';
export {
  findCertificate,
  listIssued,
  withoutCertificate,
} from '@/server/domains/certificates/find-certificate';
export {
  certificateAreas,
  eraseCertificates,
  listCertificateFiles,
} from '@/server/domains/certificates/personal-data';

/** Returns what a person may show of their certificates to anyone, latest first, at most 200; withdrawn ones are left out. */
export async function listPublicCertificates(
  conn: Conn,
  userId: string,
): Promise<{ code: string; courseTitle: string; completedAt: Date }[]> {
  const rows = await selectAllOf(conn, userId);
  return rows
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ code, courseTitle, completedAt }) => ({ code, courseTitle, completedAt }));
}
