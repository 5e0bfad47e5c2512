import type { Conn, Tx } from '@/server/platform/db';

const fields = {
  id: true,
  code: true,
  userId: true,
  courseId: true,
  learnerName: true,
  courseTitle: true,
  instructorName: true,
  completedAt: true,
  issuedAt: true,
  pdfKey: true,
  revokedAt: true,
} as const;

/** A certificate to be issued. */
export type NewCertificate = {
  readonly id: string;
  readonly code: string;
  readonly userId: string;
  readonly courseId: string;
  readonly curriculumVersion: number;
  readonly learnerName: string;
  readonly courseTitle: string;
  readonly instructorName: string;
  readonly completedAt: Date;
  readonly issuedAt: Date;
};

/** Claims the one certificate of a learner, course and curriculum version; returns false when it was issued before. */
export async function insertCertificate(tx: Tx, row: NewCertificate): Promise<boolean> {
  const { count } = await tx.certificate.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** Reads the latest certificate of a learner in a course. */
export async function selectOfLearner(conn: Conn, userId: string, courseId: string) {
  return await conn.certificate.findFirst({
    where: { userId, courseId },
    select: fields,
    orderBy: [{ curriculumVersion: 'desc' }],
  });
}

/** Reads a certificate by its id. */
export async function selectCertificate(conn: Conn, id: string) {
  return await conn.certificate.findUnique({ where: { id }, select: fields });
}

/** Reads a certificate by its printed code. */
export async function selectByCode(conn: Conn, code: string) {
  return await conn.certificate.findUnique({ where: { code }, select: fields });
}

/** Reads a learner's certificates, latest first. */
export async function selectAllOf(conn: Conn, userId: string) {
  return await conn.certificate.findMany({
    where: { userId },
    select: fields,
    orderBy: [{ issuedAt: 'desc' }, { id: 'desc' }],
    take: 200,
  });
}

/** Notes where the PDF is stored. */
export async function updatePdfKey(conn: Conn, id: string, pdfKey: string): Promise<void> {
  await conn.certificate.update({ where: { id }, data: { pdfKey }, select: { id: true } });
}

/** Reads which of these learners hold a certificate, and of which course. */
export async function selectHolders(conn: Conn, userIds: readonly string[], courseIds: readonly string[]) {
  return await conn.certificate.findMany({
    where: { userId: { in: [...userIds] }, courseId: { in: [...courseIds] } },
    select: { userId: true, courseId: true },
    take: userIds.length * 50,
  });
}

/** Reads certificates in good standing that were issued in a span of time, by id, after `afterId`. */
export async function selectIssuedBetween(
  conn: Conn,
  range: { readonly from: Date; readonly to: Date },
  afterId: string,
  limit: number,
) {
  return await conn.certificate.findMany({
    where: { id: { gt: afterId }, issuedAt: { gte: range.from, lt: range.to }, revokedAt: null },
    select: { id: true, userId: true, pdfKey: true },
    orderBy: { id: 'asc' },
    take: limit,
  });
}
