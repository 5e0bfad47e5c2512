import type { z } from 'zod';
import type { LessonText, lessonPick } from '@/server/domains/content/contract';
import { contentErrors } from '@/server/domains/content/errors';
import { selectLessonText } from '@/server/domains/content/repo/text';
import { requireCourse } from '@/server/domains/courses';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

/**
 * Returns the text of a lesson for whoever may change it.
 *
 * @throws AppError `courses/not_found`; `content/lesson_not_found`.
 */
export async function getLessonText(
  ctx: UserContext,
  input: z.output<typeof lessonPick>,
): Promise<LessonText> {
  const course = await requireCourse(ctx, input.courseSlug, 'content.edit');
  const row = await selectLessonText(ctx.db, course.id, input.lessonId);
  if (row === null) throw new AppError(contentErrors.lesson_not_found);
  const { id, slug, title, kind, edited } = row;
  return { id, slug, title, kind, bodyMd: edited.bodyMd, revision: edited.revision };
}
