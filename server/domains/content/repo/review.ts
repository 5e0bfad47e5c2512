import type { Conn } from '@/server/platform/db';

/** Reads the lessons of a course with what they say, as a review before publishing needs them; those taken out are left out. */
export async function selectLessonsToReview(conn: Conn, courseId: string) {
  const version = { bodyMd: true, assetId: true } as const;
  return await conn.lesson.findMany({
    where: { courseId, archivedAt: null },
    select: {
      ...{ id: true, title: true, kind: true, publishedVersionId: true },
      publishedVersion: { select: version },
    },
    orderBy: [{ sectionId: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    take: 5_000,
  });
}
