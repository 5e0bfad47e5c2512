import { certificateEvents } from '@/server/domains/certificates/events';
import type { Conn, Tx } from '@/server/platform/db';
import { emit } from '@/server/platform/events';
import { type PersonalArea, pagesById } from '@/server/platform/personal-data';

/** More certificates than anybody has. */
const maxCertificates = 1_000;

/** A person's certificates, for the copy of their data. */
export const certificateAreas: readonly PersonalArea[] = [
  {
    name: 'certificates',
    tables: ['certificates'],
    pages: (conn, userId) =>
      pagesById(({ after, take }) =>
        conn.certificate.findMany({
          where: { userId, id: after },
          omit: { userId: true, pdfKey: true },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
];

/** Returns the files of a person's certificates: under which key each lies, and the code it is known by. */
export async function listCertificateFiles(
  conn: Conn,
  userId: string,
): Promise<{ readonly code: string; readonly key: string }[]> {
  const rows = await conn.certificate.findMany({
    where: { userId, pdfKey: { not: null } },
    select: { code: true, pdfKey: true },
    orderBy: { id: 'asc' },
    take: maxCertificates,
  });
  return rows.flatMap(({ code, pdfKey }) => (pdfKey === null ? [] : [{ code, key: pdfKey }]));
}

/** Removes a person's certificates, so that nobody can check them any more. Their files have to be gone before. */
export async function eraseCertificates(tx: Tx, userId: string): Promise<void> {
  const rows = await tx.certificate.findMany({
    where: { userId },
    select: { id: true, code: true },
    orderBy: { id: 'asc' },
    take: maxCertificates,
  });
  await tx.certificate.deleteMany({ where: { id: { in: rows.map((row) => row.id) } } });
  for (const { id, code } of rows) await emit(tx, certificateEvents.removed, { certificateId: id, code });
}
