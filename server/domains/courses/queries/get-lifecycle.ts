import type { z } from 'zod';
import type { byCourseSlug } from '@/server/domains/courses/contract';
import type { LifecycleView } from '@/server/domains/courses/contract/lifecycle';
import { requireCourse } from '@/server/domains/courses/queries/require-course';
import { reviewOf } from '@/server/domains/courses/queries/reviews';
import { selectSchedule } from '@/server/domains/courses/repo/schedules';
import { findAccount } from '@/server/domains/users';
import type { UserContext } from '@/server/platform/context';

/** Returns what lies between a course and the public; the caller has checked that the reader may see it. */
export async function lifecycleOf(ctx: UserContext, courseId: string): Promise<LifecycleView> {
  const [review, schedule, account] = await Promise.all([
    reviewOf(ctx, courseId),
    selectSchedule(ctx.db, courseId),
    findAccount(ctx.db, ctx.actor.userId),
  ]);
  return { review, schedule, timeZone: account?.timeZone ?? 'UTC' };
}

/**
 * Returns what lies between a course and the public, for whoever may change or publish it.
 *
 * @throws AppError `courses/not_found`.
 */
export async function getLifecycle(
  ctx: UserContext,
  { courseSlug }: z.output<typeof byCourseSlug>,
): Promise<LifecycleView> {
  const course = await requireCourse(ctx, courseSlug, 'content.edit', 'course.publish');
  return await lifecycleOf(ctx, course.id);
}
