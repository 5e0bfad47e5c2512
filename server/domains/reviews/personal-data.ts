import type { Conn, Tx } from '@/server/platform/db';
import { type PersonalArea, pagesById } from '@/server/platform/personal-data';

/** What a person said of courses, for the copy of their data. */
export const reviewAreas: readonly PersonalArea[] = [
  {
    name: 'reviews',
    tables: ['reviews'],
    pages: (conn, userId) =>
      pagesById(({ after, take }) =>
        conn.review.findMany({
          where: { userId, id: after },
          select: {
            id: true,
            rating: true,
            text: true,
            createdAt: true,
            updatedAt: true,
            course: { select: { id: true, slug: true, title: true } },
          },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
];

/** Returns the courses a person has reviewed. */
export async function listReviewedCourses(conn: Conn, userId: string): Promise<string[]> {
  const rows = await conn.review.findMany({
    where: { userId },
    select: { courseId: true },
    orderBy: { courseId: 'asc' },
    take: 10_000,
  });
  return rows.map((row) => row.courseId);
}

/** Takes the words out of a person's reviews; their stars go on counting. */
export async function eraseWords(tx: Tx, userId: string): Promise<void> {
  await tx.review.updateMany({ where: { userId, text: { not: '' } }, data: { text: '' } });
}
