import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { settleLesson } from '@/server/domains/content/commands/settle-lesson';
import type { StoredSettings, saveSettingsInput } from '@/server/domains/content/contract/settings';
import { contentErrors } from '@/server/domains/content/errors';
import { type SettingsSave, selectFrozenAlike, updateSettings } from '@/server/domains/content/repo/settings';
import { type EditedLesson, openDraft, selectLessonText } from '@/server/domains/content/repo/text';
import { filesOf, settingsOf, toStored } from '@/server/domains/content/rules/settings';
import { fileKindOf } from '@/server/domains/content/rules/teachable';
import { lockCourse, requireCourse } from '@/server/domains/courses';
import { holdFiles } from '@/server/domains/media';
import type { UserContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

type Input = z.output<typeof saveSettingsInput>;

/** Refuses files that are gone, somebody else's or of another kind; what the lesson has already stays, whosever it is. */
async function requireFitting(
  tx: Tx,
  userId: string,
  { edited, kind }: EditedLesson,
  wanted: { readonly assetId: string | null; readonly settings: StoredSettings },
): Promise<void> {
  const ids = filesOf(wanted.settings, wanted.assetId);
  const present = new Set(filesOf(settingsOf(kind, edited.settings), edited.assetId));
  const files = await holdFiles(tx, ids);
  for (const id of ids) {
    const file = files.get(id);
    const isTheirs = file !== undefined && (present.has(id) || file.ownerId === userId);
    const field = id === wanted.assetId ? 'assetId' : 'settings.files';
    if (!isTheirs) throw new AppError(contentErrors.file_not_found, { field });
    if (id === wanted.assetId && file.kind !== fileKindOf(kind)) {
      throw new AppError(contentErrors.file_unfit, { field });
    }
  }
}

/** Writes settings beside those that versions of the course name; what says what such a text says is that text. */
async function write(
  tx: Tx,
  lesson: EditedLesson,
  { assetId, settings }: SettingsSave,
  at: Date,
): Promise<{ id: string; revision: number }> {
  const { id: lessonId, kind, edited } = lesson;
  const frozen = await selectFrozenAlike(tx, { lessonId, bodyMd: edited.bodyMd, assetId });
  const same = frozen.find((one) => isDeepStrictEqual(settingsOf(kind, one.settings), settings));
  if (same !== undefined) return { id: same.id, revision: same.settingsRevision };
  const { id } = await openDraft(tx, lessonId, edited.id, at);
  return { id, revision: await updateSettings(tx, { lessonId, draftId: id }, { assetId, settings }) };
}

/**
 * Saves what a lesson has besides its words; it is part of the next version of the course once it has what its kind needs.
 * Saving the present state again changes nothing, so that a save whose answer was lost can be sent again.
 *
 * @throws AppError `courses/not_found`; `content/lesson_not_found`, also for settings of another kind;
 *   `content/file_not_found`, `content/file_unfit`; `content/changed_since` when somebody else saved another state after
 *   the writer began.
 */
export async function saveSettings(ctx: UserContext, input: Input): Promise<{ revision: number }> {
  const { id: courseId } = await requireCourse(ctx, input.courseSlug, 'content.edit');
  const now = ctx.clock.now();
  return await transact(ctx.db, async (tx) => {
    // Publishing decides which texts stay as they are: it comes before this save or after it.
    const course = { courseId, ...(await lockCourse(tx, courseId)) };
    const lesson = await selectLessonText(tx, courseId, input.lessonId);
    if (lesson === null || lesson.kind !== input.settings.kind) {
      throw new AppError(contentErrors.lesson_not_found);
    }
    const { edited } = lesson;
    const before = settingsOf(lesson.kind, edited.settings);
    const settings = toStored(input.settings, before, now);
    const assetId = fileKindOf(lesson.kind) === null ? edited.assetId : input.assetId;
    const content = { bodyMd: edited.bodyMd, assetId, settings };
    if (assetId === edited.assetId && isDeepStrictEqual(before, settings)) {
      // What a file takes is known once it is ready.
      await settleLesson(tx, course, { ...lesson, textId: edited.id }, content);
      return { revision: edited.settingsRevision };
    }
    if (edited.settingsRevision !== input.revision) throw new AppError(contentErrors.changed_since);
    await requireFitting(tx, ctx.actor.userId, lesson, { assetId, settings });
    const saved = await write(tx, lesson, { assetId, settings }, now);
    await settleLesson(tx, course, { ...lesson, textId: saved.id }, content);
    return { revision: saved.revision };
  });
}
