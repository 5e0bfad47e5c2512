import type { z } from 'zod';
import { copyLessons, countCohortRules, insertCopyAfter } from '@/server/domains/content';
import type { StudioOutline } from '@/server/domains/content/contract';
import { copyCourse, courseErrors, findFreeSlug, findOwnSlug, requireCourse } from '@/server/domains/courses';
import type {
  CourseDuplicated,
  duplicateCourseInput,
  duplicateLessonInput,
} from '@/server/domains/studio/contract';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/**
 * Makes a draft of a course, with its whole outline, texts, files and quizzes, that belongs to the caller alone: nothing of its
 * learners, its cohorts, its staff or its reviews. What its rules say of cohorts is as if nobody were in any; what only a cohort
 * opens stays shut, and keeps the copy from being published, until somebody says when it opens. However long the course is, it is a handful of statements and one transaction. Asked
 * again with the same id, the answer is the same.
 *
 * @throws AppError `courses/not_found`; `courses/slug_taken` at `title` when somebody was faster.
 */
export async function duplicateCourse(
  ctx: UserContext,
  { courseSlug, copyId, title }: z.output<typeof duplicateCourseInput>,
): Promise<CourseDuplicated> {
  const source = await requireCourse(ctx, courseSlug, 'content.edit');
  const [done, cohortRules] = await Promise.all([
    findOwnSlug(ctx, copyId),
    countCohortRules(ctx.db, source.id),
  ]);
  if (done !== null) return { courseSlug: done, cohortRules };
  const slug = await findFreeSlug(ctx.db, title);
  const at = ctx.clock.now();
  // Thrown so that nothing of the copy stays; somebody may have made the very same one at this moment.
  const taken = new AppError(courseErrors.slug_taken, { field: 'title' });
  const copy = { fromId: source.id, id: copyId, slug, title, ownerId: ctx.actor.userId, at };
  const isMade = await transact(ctx.db, async (tx) => {
    const sections = await copyCourse(tx, ctx, copy);
    if (sections === null) throw taken;
    await copyLessons(tx, { fromId: source.id, toId: copyId, at }, sections);
    return true;
  }).catch((error: unknown) => {
    if (error === taken) return false;
    throw error;
  });
  const made = isMade ? slug : await findOwnSlug(ctx, copyId);
  if (made === null) throw taken;
  return { courseSlug: made, cohortRules };
}

/**
 * Puts a copy of a lesson behind it, with its text, its file, its rule and its quiz.
 *
 * @throws AppError `courses/not_found`, `content/place_gone`, `content/too_many`.
 */
export async function duplicateLesson(
  ctx: UserContext,
  input: z.output<typeof duplicateLessonInput>,
): Promise<StudioOutline> {
  return await insertCopyAfter(ctx, input);
}
