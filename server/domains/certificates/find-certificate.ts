import { selectCertificate, selectHolders, selectIssuedBetween } from '@/server/domains/certificates/repo';
import type { Conn } from '@/server/platform/db';
import { idOfTime } from '@/server/platform/ids';

/** What other domains may know of a certificate. */
export type CertificateFacts = {
  readonly id: string;
  readonly code: string;
  readonly userId: string;
  readonly courseId: string;
  readonly courseTitle: string;
};

/** Returns a certificate by id, or null. */
export async function findCertificate(conn: Conn, id: string): Promise<CertificateFacts | null> {
  return await selectCertificate(conn, id);
}

/** Returns those of these completions that have no certificate yet. */
export async function withoutCertificate<
  Completion extends { readonly userId: string; readonly courseId: string },
>(conn: Conn, completions: readonly Completion[]): Promise<Completion[]> {
  if (completions.length === 0) return [];
  const userIds = [...new Set(completions.map((one) => one.userId))];
  const courseIds = [...new Set(completions.map((one) => one.courseId))];
  const held = new Set(
    (await selectHolders(conn, userIds, courseIds)).map((row) => `${row.userId} ${row.courseId}`),
  );
  return completions.filter((one) => !held.has(`${one.userId} ${one.courseId}`));
}

/** Clocks of two processes differ by less, in ms. */
const clockSkewMs = 60_000;

/**
 * Returns a page of the certificates issued in a span of time that were not withdrawn, by id, at most `limit`. Ids are
 * in order of time, so that the search begins where the span does.
 *
 * @param afterId the last id of the page before, or null.
 */
export async function listIssued(
  conn: Conn,
  range: { readonly from: Date; readonly to: Date },
  afterId: string | null,
  limit: number,
): Promise<{ readonly id: string; readonly userId: string; readonly hasPdf: boolean }[]> {
  const after = afterId ?? idOfTime(range.from.getTime() - clockSkewMs);
  const rows = await selectIssuedBetween(conn, range, after, limit);
  return rows.map(({ id, userId, pdfKey }) => ({ id, userId, hasPdf: pdfKey !== null }));
}
