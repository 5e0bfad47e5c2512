import type { Conn } from '@/server/platform/db';

/** More lessons than a course may have, with those that were taken out. */
const mostReviewed = 5_000;

/** Reads the lessons of a course with what they say, as a review before publishing needs them; those taken out are left out. */
export async function selectLessonsToReview(conn: Conn, courseId: string) {
  const version = {
    ...{ bodyMd: true, assetId: true, settings: true },
    ...{ revision: true, settingsRevision: true },
  } as const;
  return await conn.lesson.findMany({
    where: { courseId, archivedAt: null },
    select: {
      ...{ id: true, title: true, kind: true, publishedVersionId: true },
      publishedVersion: { select: version },
      versions: { select: version, orderBy: { version: 'desc' }, take: 1 },
    },
    orderBy: [{ sectionId: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    take: mostReviewed,
  });
}

/** Reads which texts the same lessons show, without the texts. */
export async function selectShownTexts(conn: Conn, courseId: string) {
  return await conn.lesson.findMany({
    where: { courseId, archivedAt: null },
    select: {
      ...{ id: true, publishedVersionId: true },
      publishedVersion: { select: { assetId: true, revision: true, settingsRevision: true } },
    },
    take: mostReviewed,
  });
}
