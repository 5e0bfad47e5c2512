import type { z } from 'zod';
import type { saveLessonInput } from '@/server/domains/content/contract';
import { contentErrors } from '@/server/domains/content/errors';
import { contentEvents } from '@/server/domains/content/events';
import { selectLessonText, updateReading, updateText } from '@/server/domains/content/repo/text';
import { readingMinutes } from '@/server/domains/content/rules/reading-time';
import { lockCourse, requireCourse } from '@/server/domains/courses';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

/**
 * Saves the text of an article; learners see it from its first words on. Saving the present text again changes nothing, so
 * that a save whose answer was lost can be sent again.
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
    const isShown = lesson.publishedVersionId !== null || input.bodyMd.trim() !== '';
    const reading = {
      minutes: readingMinutes(input.bodyMd),
      publishedVersionId: isShown ? edited.id : null,
    };
    const isOutlineChanged =
      reading.minutes !== lesson.minutes || reading.publishedVersionId !== lesson.publishedVersionId;
    if (isOutlineChanged) {
      // Published in this moment, it would be cached without the change, and nothing would end that.
      const { isPublic } = await lockCourse(tx, courseId);
      await updateReading(tx, lesson.id, reading);
      await emit(tx, contentEvents.outlineChanged, { courseId, isPublic });
    }
    return { revision: input.revision + 1 };
  });
}
