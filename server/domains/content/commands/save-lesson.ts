import type { z } from 'zod';
import type { saveLessonInput } from '@/server/domains/content/contract';
import { contentErrors } from '@/server/domains/content/errors';
import { contentEvents } from '@/server/domains/content/events';
import {
  openDraft,
  selectLessonText,
  selectSameFrozenText,
  type TextSave,
  updateReading,
  updateText,
} from '@/server/domains/content/repo/text';
import { readingMinutes } from '@/server/domains/content/rules/reading-time';
import { lockCourse, requireCourse } from '@/server/domains/courses';
import type { UserContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

/** Writes a text beside those that versions of the course name; one that says what such a one says is that one. */
async function write(
  tx: Tx,
  place: { readonly lessonId: string; readonly textId: string; readonly at: Date },
  bodyMd: string,
): Promise<TextSave> {
  const { lessonId, textId, at } = place;
  const same = await selectSameFrozenText(tx, { lessonId, likeId: textId }, bodyMd);
  if (same !== null) return same;
  const draft = await openDraft(tx, lessonId, textId, at);
  return { id: draft.id, revision: await updateText(tx, draft, bodyMd) };
}

/**
 * Saves the text of an article. Learners see it when the course is published next, from its first words on. Saving the
 * present text again changes nothing, so that a save whose answer was lost can be sent again.
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
    // Publishing decides which texts stay as they are: it comes before this save or after it.
    const { isPublic } = await lockCourse(tx, courseId);
    const lesson = await selectLessonText(tx, courseId, input.lessonId);
    if (lesson === null) throw new AppError(contentErrors.lesson_not_found);
    const { edited } = lesson;
    if (edited.bodyMd === input.bodyMd) return { revision: edited.revision };
    if (edited.revision !== input.revision) throw new AppError(contentErrors.changed_since);
    const place = { lessonId: lesson.id, textId: edited.id, at: ctx.clock.now() };
    const saved = await write(tx, place, input.bodyMd);
    const isShown = lesson.publishedVersionId !== null || input.bodyMd.trim() !== '';
    await updateReading(tx, lesson.id, {
      minutes: readingMinutes(input.bodyMd),
      publishedVersionId: isShown ? saved.id : null,
    });
    if (isPublic) await emit(tx, contentEvents.outlineChanged, { courseId, isPublic });
    return { revision: saved.revision };
  });
}
