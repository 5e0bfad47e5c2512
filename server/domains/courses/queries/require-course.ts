import type { CoursePermission } from '@/server/domains/courses/contract';
import { courseErrors } from '@/server/domains/courses/errors';
import { scopeOfCourses } from '@/server/domains/courses/repo/scope';
import { selectCourseInScope } from '@/server/domains/courses/repo/staff';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

/**
 * Returns a course in which the caller may do something.
 *
 * @throws AppError `courses/not_found`, also for a course in which they may not.
 */
export async function requireCourse(
  ctx: UserContext,
  slug: string,
  permission: CoursePermission,
): Promise<NonNullable<Awaited<ReturnType<typeof selectCourseInScope>>>> {
  const course = await selectCourseInScope(ctx.db, slug, scopeOfCourses(ctx.actor, permission));
  if (course === null) throw new AppError(courseErrors.not_found);
  return course;
}
