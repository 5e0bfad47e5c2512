import { type CourseFacts, isListed, isOpenToAnybody, listCoursesOfStaff } from '@/server/domains/courses';
import { listReviewedCourses } from '@/server/domains/reviews';
import { userEvents } from '@/server/domains/users';
import type { Conn, Tx } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

/** Returns the courses somebody teaches whose pages name them. Assistants do not stand on a course's page. */
async function listNaming(conn: Conn, userId: string): Promise<CourseFacts[]> {
  const courses = await listCoursesOfStaff(conn, userId);
  return courses.filter((course) => isOpenToAnybody(course) && course.instructorIds.includes(userId));
}

/** Returns the courses somebody teaches that lists show, newest first. */
export async function listTaught(conn: Conn, userId: string): Promise<CourseFacts[]> {
  return (await listNaming(conn, userId)).filter(isListed);
}

/** Says inside a transaction that others see something else of a person now, with the courses whose pages name them. */
export async function announceChange(
  tx: Tx,
  userId: string,
  { hasMoved }: { readonly hasMoved: boolean },
): Promise<void> {
  const [naming, reviewed] = [await listNaming(tx, userId), await listReviewedCourses(tx, userId)];
  const courseIds = [...new Set([...naming.map(({ id }) => id), ...reviewed])];
  const change = { userId, courseIds, isTeacher: naming.some(isListed), hasMoved };
  await emit(tx, userEvents.profileChanged, change);
}
