import { type CourseFacts, listCoursesOfStaff } from '@/server/domains/courses';
import { listReviewedCourses } from '@/server/domains/reviews';
import { userEvents } from '@/server/domains/users';
import type { Conn, Tx } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

/** Returns the published courses somebody teaches, newest first. Assistants do not stand on a course's page. */
export async function listTaught(conn: Conn, userId: string): Promise<CourseFacts[]> {
  const courses = await listCoursesOfStaff(conn, userId);
  return courses.filter(
    ({ status, instructorIds }) => status === 'published' && instructorIds.includes(userId),
  );
}

/** Says inside a transaction that others see something else of a person now, with the courses whose pages name them. */
export async function announceChange(
  tx: Tx,
  userId: string,
  { hasMoved }: { readonly hasMoved: boolean },
): Promise<void> {
  const [taught, reviewed] = [await listTaught(tx, userId), await listReviewedCourses(tx, userId)];
  const courseIds = [...new Set([...taught.map(({ id }) => id), ...reviewed])];
  const change = { userId, courseIds, isTeacher: taught.length > 0, hasMoved };
  await emit(tx, userEvents.profileChanged, change);
}
