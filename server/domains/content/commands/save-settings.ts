import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { settleLesson } from '@/server/domains/content/commands/settle-lesson';
import type { StoredSettings, saveSettingsInput } from '@/server/domains/content/contract/settings';
import { contentErrors } from '@/server/domains/content/errors';
import { contentEvents } from '@/server/domains/content/events';
import { updateSettings } from '@/server/domains/content/repo/settings';
import { type EditedLesson, selectLessonText } from '@/server/domains/content/repo/text';
import { filesOf, settingsOf, toStored } from '@/server/domains/content/rules/settings';
import { fileKindOf } from '@/server/domains/content/rules/teachable';
import { requireCourse } from '@/server/domains/courses';
import { holdFiles } from '@/server/domains/media';
import type { UserContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

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

/** Tells those who rely on a session that was announced that it is at another time, or not at all. */
async function announceMove(
  tx: Tx,
  lesson: EditedLesson,
  courseId: string,
  change: { readonly before: StoredSettings; readonly after: StoredSettings; readonly now: Date },
): Promise<void> {
  const { before, after, now } = change;
  if (before.kind !== 'live' || after.kind !== 'live' || lesson.publishedVersionId === null) return;
  const wasToCome = before.startsAt !== null && new Date(before.startsAt) > now && !before.isCancelled;
  const isCancelled = after.isCancelled || after.startsAt === null;
  if (!wasToCome || (before.startsAt === after.startsAt && !isCancelled)) return;
  const { sequence } = after;
  await emit(tx, contentEvents.sessionMoved, { courseId, lessonId: lesson.id, sequence, isCancelled });
}

/**
 * Saves what a lesson has besides its words; learners see it once it has what its kind needs. Saving the present state
 * again changes nothing, so that a save whose answer was lost can be sent again.
 *
 * @throws AppError `courses/not_found`; `content/lesson_not_found`, also for settings of another kind;
 *   `content/file_not_found`, `content/file_unfit`; `content/changed_since` when somebody else saved another state after
 *   the writer began.
 */
export async function saveSettings(ctx: UserContext, input: Input): Promise<{ revision: number }> {
  const { id: courseId } = await requireCourse(ctx, input.courseSlug, 'content.edit');
  const now = ctx.clock.now();
  return await transact(ctx.db, async (tx) => {
    const lesson = await selectLessonText(tx, courseId, input.lessonId);
    if (lesson === null || lesson.kind !== input.settings.kind) {
      throw new AppError(contentErrors.lesson_not_found);
    }
    const { edited } = lesson;
    const before = settingsOf(lesson.kind, edited.settings);
    const after = toStored(input.settings, before, now);
    const assetId = fileKindOf(lesson.kind) === null ? edited.assetId : input.assetId;
    const content = { bodyMd: edited.bodyMd, assetId, settings: after };
    if (assetId === edited.assetId && isDeepStrictEqual(before, after)) {
      // What a file takes is known once it is ready.
      await settleLesson(tx, courseId, lesson, content);
      return { revision: edited.settingsRevision };
    }
    await requireFitting(tx, ctx.actor.userId, lesson, { assetId, settings: after });
    const base = { id: edited.id, revision: input.revision };
    if (!(await updateSettings(tx, base, { assetId, settings: after }))) {
      throw new AppError(contentErrors.changed_since);
    }
    await settleLesson(tx, courseId, lesson, content);
    await announceMove(tx, lesson, courseId, { before, after, now });
    return { revision: input.revision + 1 };
  });
}
