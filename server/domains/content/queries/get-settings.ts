import type { z } from 'zod';
import type { lessonPick } from '@/server/domains/content/contract';
import type { StudioFile, StudioSettings } from '@/server/domains/content/contract/settings';
import { contentErrors } from '@/server/domains/content/errors';
import { selectLessonTitles } from '@/server/domains/content/repo/settings';
import { selectLessonText } from '@/server/domains/content/repo/text';
import { filesOf, settingsOf, toWritten } from '@/server/domains/content/rules/settings';
import { requireCourse } from '@/server/domains/courses';
import { type FileFacts, findFiles } from '@/server/domains/media';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

function toStudioFile(file: FileFacts, userId: string): StudioFile {
  const { id, name, kind, status, bytes, durationMs, progressPercent, failure } = file;
  return {
    ...{ id, name, kind, status, bytes, durationMs, progressPercent, failure },
    captions: file._count.captions,
    isOwn: file.ownerId === userId,
  };
}

/**
 * Returns what belongs to a lesson besides its words, for whoever may change it. It holds the key of a quiz.
 *
 * @throws AppError `courses/not_found`, `content/lesson_not_found`.
 */
export async function getSettings(
  ctx: UserContext,
  input: z.output<typeof lessonPick>,
): Promise<StudioSettings> {
  const course = await requireCourse(ctx, input.courseSlug, 'content.edit');
  const row = await selectLessonText(ctx.db, course.id, input.lessonId);
  if (row === null) throw new AppError(contentErrors.lesson_not_found);
  const { assetId, settingsRevision } = row.edited;
  const stored = settingsOf(row.kind, row.edited.settings);
  const [files, lessons] = await Promise.all([
    findFiles(ctx.db, filesOf(stored, assetId)),
    row.kind === 'live' ? selectLessonTitles(ctx.db, course.id) : [],
  ]);
  return {
    ...{ lessonId: row.id, kind: row.kind, revision: settingsRevision, assetId },
    settings: toWritten(stored),
    files: [...files.values()].map((file) => toStudioFile(file, ctx.actor.userId)),
    lessons: lessons.filter(({ id }) => id !== row.id),
  };
}
