import type { CoursePermission } from '@/server/domains/courses/contract';
import { courseErrors } from '@/server/domains/courses/errors';
import { scopeOfCourses } from '@/server/domains/courses/repo/scope';
import { isInScope, selectCourseByIdInScope, selectCourseInScope } from '@/server/domains/courses/repo/staff';
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

/**
 * Returns a course in which the caller may do something, by its id; null when there is no such course at all.
 *
 * @throws AppError `courses/not_found` for a course in which they may not.
 */
export async function findCourseFor(
  ctx: UserContext,
  id: string,
  permission: CoursePermission,
): Promise<Awaited<ReturnType<typeof selectCourseByIdInScope>>> {
  const course = await selectCourseByIdInScope(ctx.db, id, scopeOfCourses(ctx.actor, permission));
  if (course === null && (await isInScope(ctx.db, id, {}))) throw new AppError(courseErrors.not_found);
  return course;
}
