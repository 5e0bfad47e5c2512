import type { z } from 'zod';
import { settleLesson } from '@/server/domains/content/commands/settle-lesson';
import type { saveLessonInput } from '@/server/domains/content/contract';
import { contentErrors } from '@/server/domains/content/errors';
import { selectLessonText, updateText } from '@/server/domains/content/repo/text';
import { settingsOf } from '@/server/domains/content/rules/settings';
import { requireCourse } from '@/server/domains/courses';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/**
 * Saves the text of a lesson; learners see an article from its first words on. Saving the present text again changes
 * nothing, so that a save whose answer was lost can be sent again.
 *
 * @throws AppError `courses/not_found`; `content/lesson_not_found`; `content/changed_since` when somebody else saved another
 *   text after the writer began.
 */
export async function saveLesson(
  ctx: UserContext,
  input: z.output<typeof saveLessonInput>,
): Promise<{ revision: number }> {
  const { id: courseId } = await requireCourse(ctx, input.courseSlug, 'content.edit');
  return await transact(ctx.db, async (tx) => {
    const lesson = await selectLessonText(tx, courseId, input.lessonId);
    if (lesson === null) throw new AppError(contentErrors.lesson_not_found);
    const { edited } = lesson;
    if (edited.bodyMd === input.bodyMd) return { revision: edited.revision };
    const base = { id: edited.id, revision: input.revision };
    if (!(await updateText(tx, base, input.bodyMd))) throw new AppError(contentErrors.changed_since);
    const settings = settingsOf(lesson.kind, edited.settings);
    await settleLesson(tx, courseId, lesson, { bodyMd: input.bodyMd, assetId: edited.assetId, settings });
    return { revision: input.revision + 1 };
  });
}
