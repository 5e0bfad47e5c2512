import type { z } from 'zod';
import type { Checklist } from '@/server/domains/content/contract';
import { contentErrors } from '@/server/domains/content/errors';
import { checklistOf, reviewOf, reviewStampOf } from '@/server/domains/content/queries/get-checklist';
import { changeStatus, lockCourse, requireCourse } from '@/server/domains/courses';
import type { byCourseSlug } from '@/server/domains/courses/contract';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

function requireReady(found: Checklist): Checklist {
  if (!found.isReady) throw new AppError(contentErrors.not_ready);
  return found;
}

/**
 * Shows a course to everybody. Nobody changes its outline between the look at it and that. Every text is looked through
 * before the course is held, so that others wait for a glance only; what changed meanwhile is looked through again.
 *
 * @throws AppError `courses/not_found`; `content/not_ready` while something required is missing.
 */
export async function publishCourse(
  ctx: UserContext,
  input: z.output<typeof byCourseSlug>,
): Promise<Checklist> {
  const { id } = await requireCourse(ctx, input.courseSlug, 'course.publish');
  const early = await reviewOf(ctx.db, id);
  requireReady(early.checklist);
  return await transact(ctx.db, async (tx) => {
    await lockCourse(tx, id);
    const isSame = (await reviewStampOf(tx, id)) === early.stamp;
    const found = isSame ? early.checklist : requireReady(await checklistOf(tx, id));
    await changeStatus(tx, ctx, id, 'published');
    return { ...found, status: 'published' };
  });
}

/**
 * Takes a course off the public pages: nobody new finds it, and whoever works on it keeps it. It can be published again.
 *
 * @throws AppError `courses/not_found`.
 */
export async function archiveCourse(
  ctx: UserContext,
  input: z.output<typeof byCourseSlug>,
): Promise<Checklist> {
  const { id } = await requireCourse(ctx, input.courseSlug, 'course.publish');
  await transact(ctx.db, async (tx) => {
    await lockCourse(tx, id);
    await changeStatus(tx, ctx, id, 'archived');
  });
  return await checklistOf(ctx.db, id);
}
