import type { z } from 'zod';
import { type byCourseSlug, coursePermissions, type staffList } from '@/server/domains/courses/contract';
import { mayInCourse } from '@/server/domains/courses/policy';
import { requireCourse } from '@/server/domains/courses/queries/require-course';
import { selectStaff } from '@/server/domains/courses/repo/staff';
import { findPeople } from '@/server/domains/users';
import type { UserContext } from '@/server/platform/context';

type Staff = z.infer<typeof staffList>;

/**
 * Returns who is on the staff of a course and what each of them may do, for whoever is on it as well.
 *
 * @throws AppError `courses/not_found`.
 */
export async function listStaff(
  ctx: UserContext,
  { courseSlug }: z.output<typeof byCourseSlug>,
): Promise<z.infer<typeof staffList>> {
  const course = await requireCourse(ctx, courseSlug, 'course.read');
  return await staffOf(ctx, course.id);
}

/** Returns the staff of a course; the caller has checked that the reader may see it. */
export async function staffOf(ctx: UserContext, courseId: string): Promise<Staff> {
  const rows = await selectStaff(ctx.db, courseId);
  const people = await findPeople(
    ctx.db,
    rows.map(({ userId }) => userId),
  );
  const own = rows.find(({ userId }) => userId === ctx.actor.userId) ?? null;
  return {
    mayManage: mayInCourse(ctx.actor, own, 'staff.manage'),
    items: rows.map(({ userId, role, permissions }) => ({
      userId,
      name: people.get(userId)?.name ?? '',
      picture: people.get(userId)?.picture ?? null,
      role,
      permissions: coursePermissions.filter((one) => permissions.includes(one)),
      isCaller: userId === ctx.actor.userId,
    })),
  };
}
