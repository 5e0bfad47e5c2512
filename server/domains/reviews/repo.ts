import type { Conn } from '@/server/platform/db';

/** Reads the star counts of these courses. */
export async function selectRatings(conn: Conn, courseIds: readonly string[]) {
  return await conn.ratingSummary.findMany({
    where: { courseId: { in: [...courseIds] } },
    select: { courseId: true, count1: true, count2: true, count3: true, count4: true, count5: true },
    take: courseIds.length,
  });
}

/** Reads the latest reviews of a course that say something. */
export async function selectReviews(conn: Conn, courseId: string, limit: number) {
  return await conn.review.findMany({
    where: { courseId, text: { not: '' } },
    select: { id: true, userId: true, rating: true, text: true, createdAt: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}
