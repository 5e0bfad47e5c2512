import type { RatingView, ReviewView } from '@/server/domains/reviews/contract';
import { selectRatings, selectReviews } from '@/server/domains/reviews/repo';
import { ratingOf } from '@/server/domains/reviews/rules/rating';
import { findPeople } from '@/server/domains/users';
import type { Conn } from '@/server/platform/db';

export { noRating } from '@/server/domains/reviews/rules/rating';

/** Returns the ratings of these courses; courses nobody has reviewed are absent. */
export async function findRatings(
  conn: Conn,
  courseIds: readonly string[],
): Promise<ReadonlyMap<string, RatingView>> {
  if (courseIds.length === 0) return new Map();
  const rows = await selectRatings(conn, courseIds);
  return new Map(
    rows.map((row) => [row.courseId, ratingOf([row.count1, row.count2, row.count3, row.count4, row.count5])]),
  );
}

/** Returns the latest reviews of a course with text, at most `limit`. */
export async function listReviews(conn: Conn, courseId: string, limit: number): Promise<ReviewView[]> {
  const rows = await selectReviews(conn, courseId, limit);
  const people = await findPeople(
    conn,
    rows.map((row) => row.userId),
  );
  return rows.map(({ userId, ...row }) => ({ ...row, author: people.get(userId)?.name ?? '' }));
}

export { eraseWords, listReviewedCourses, reviewAreas } from '@/server/domains/reviews/personal-data';
