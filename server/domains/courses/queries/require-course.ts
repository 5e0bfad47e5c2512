import type { CoursePermission } from '@/server/domains/courses/contract';
import { courseErrors } from '@/server/domains/courses/errors';
import { scopeOfAny, scopeOfCourses } from '@/server/domains/courses/repo/scope';
import { isInScope, selectCourseByIdInScope, selectCourseInScope } from '@/server/domains/courses/repo/staff';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

/**
 * Returns a course in which the caller may do something, by its address or a former one.
 *
 * @param permissions what they may do there: one of these is enough.
 * @throws AppError `courses/not_found`, also for a course in which they may not.
 */
export async function requireCourse(
  ctx: UserContext,
  slug: string,
  ...permissions: readonly [CoursePermission, ...CoursePermission[]]
): Promise<NonNullable<Awaited<ReturnType<typeof selectCourseInScope>>>> {
  const course = await selectCourseInScope(ctx.db, slug, scopeOfAny(ctx.actor, permissions));
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
