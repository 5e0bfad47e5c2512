import type { z } from 'zod';
import { copyQuizzes } from '@/server/domains/assessments';
import { copyLessons, insertCopyAfter } from '@/server/domains/content';
import type { StudioOutline } from '@/server/domains/content/contract';
import { copyCourse, courseErrors, findFreeSlug, findOwnSlug, requireCourse } from '@/server/domains/courses';
import type { duplicateCourseInput, duplicateLessonInput } from '@/server/domains/studio/contract';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/**
 * Makes a draft of a course, with its whole outline, texts, files and quizzes, that belongs to the caller alone: nothing of its
 * learners, its staff or its reviews. However long the course is, it is a handful of statements and one transaction. Asked
 * again with the same id, the answer is the same.
 *
 * @throws AppError `courses/not_found`; `courses/slug_taken` at `title` when somebody was faster.
 */
export async function duplicateCourse(
  ctx: UserContext,
  { courseSlug, copyId, title }: z.output<typeof duplicateCourseInput>,
): Promise<{ courseSlug: string }> {
  const source = await requireCourse(ctx, courseSlug, 'content.edit');
  const done = await findOwnSlug(ctx, copyId);
  if (done !== null) return { courseSlug: done };
  const slug = await findFreeSlug(ctx.db, title);
  const at = ctx.clock.now();
  // Thrown so that nothing of the copy stays; somebody may have made the very same one at this moment.
  const taken = new AppError(courseErrors.slug_taken, { field: 'title' });
  const copy = { fromId: source.id, id: copyId, slug, title, ownerId: ctx.actor.userId, at };
  const isMade = await transact(ctx.db, async (tx) => {
    const sections = await copyCourse(tx, ctx, copy);
    if (sections === null) throw taken;
    const lessons = await copyLessons(tx, { fromId: source.id, toId: copyId, at }, sections);
    await copyQuizzes(tx, copyId, lessons);
    return true;
  }).catch((error: unknown) => {
    if (error === taken) return false;
    throw error;
  });
  const made = isMade ? slug : await findOwnSlug(ctx, copyId);
  if (made === null) throw taken;
  return { courseSlug: made };
}

/**
 * Puts a copy of a lesson behind it, with its text, its file and its quiz.
 *
 * @throws AppError `courses/not_found`, `content/place_gone`, `content/too_many`.
 */
export async function duplicateLesson(
  ctx: UserContext,
  input: z.output<typeof duplicateLessonInput>,
): Promise<StudioOutline> {
  return await insertCopyAfter(ctx, input, async (tx, courseId, copy) => {
    await copyQuizzes(tx, courseId, [copy]);
  });
}
