import type { CertificateList, CertificateView } from '@/server/domains/certificates/contract';
import { certificateErrors } from '@/server/domains/certificates/errors';
import { selectAllOf, selectByCode, selectOfLearner } from '@/server/domains/certificates/repo';
import { normaliseCode } from '@/server/domains/certificates/rules/code';
import { findCourses } from '@/server/domains/courses';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { UserContext } from '@/server/platform/context';
import type { Conn } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

type Row = NonNullable<Awaited<ReturnType<typeof selectByCode>>>;

/** How long a download link works, in seconds: one click, not a bookmark. */
const downloadSeconds = 300;

/** Returns what anyone may know of the certificate with this code, or null when there is none. Typing mistakes in case, spaces and look-alike letters are forgiven. */
export async function findByCode(conn: Conn, typed: string): Promise<CertificateView | null> {
  const code = normaliseCode(typed);
  const row = code === null ? null : await selectByCode(conn, code);
  if (row === null) return null;
  const course = (await findCourses(conn, [row.courseId])).get(row.courseId);
  return toView(row, course?.status === 'published' ? course.slug : null);
}

/** Returns the caller's certificate of a course, or null while there is none. */
export async function findMine(
  ctx: UserContext,
  input: { courseId: string },
): Promise<CertificateView | null> {
  const row = await selectOfLearner(ctx.db, ctx.actor.userId, input.courseId);
  return row === null ? null : toView(row, null);
}

/** Returns the caller's certificates, latest first, at most 200. */
export async function listMine(ctx: UserContext): Promise<CertificateList> {
  const rows = await selectAllOf(ctx.db, ctx.actor.userId);
  return { items: rows.map((row) => ({ ...toView(row, null), courseId: row.courseId })) };
}

/**
 * Returns a short-lived address of the caller's PDF.
 *
 * @throws AppError `certificates/not_found` also for other people's, `certificates/pdf_not_ready` in the seconds before it is stored.
 */
export async function getDownload(
  ctx: UserContext & { readonly objectStore: ObjectStore },
  input: { code: string },
): Promise<{ url: string }> {
  const code = normaliseCode(input.code);
  const row = code === null ? null : await selectByCode(ctx.db, code);
  if (row === null || row.userId !== ctx.actor.userId) throw new AppError(certificateErrors.not_found);
  if (row.pdfKey === null) throw new AppError(certificateErrors.pdf_not_ready, { retryAfterSeconds: 5 });
  const url = await ctx.objectStore.presignGet(row.pdfKey, {
    expiresInSeconds: downloadSeconds,
    downloadName: `certificate-${row.code}.pdf`,
    contentType: 'application/pdf',
  });
  return { url };
}

function toView(row: Row, courseSlug: string | null): CertificateView {
  const { code, learnerName, courseTitle, instructorName, completedAt, issuedAt, revokedAt } = row;
  return { code, learnerName, courseTitle, courseSlug, instructorName, completedAt, issuedAt, revokedAt };
}
