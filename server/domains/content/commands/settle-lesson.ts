import { contentEvents } from '@/server/domains/content/events';
import { type EditedLesson, updateReading } from '@/server/domains/content/repo/text';
import { lessonMinutes } from '@/server/domains/content/rules/lesson-minutes';
import { isTeachable, type LessonContent } from '@/server/domains/content/rules/teachable';
import { findDurationMs } from '@/server/domains/media';
import type { Tx } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

/** A lesson, and the text of it that says now what it says. */
type Settled = Pick<EditedLesson, 'id' | 'minutes' | 'publishedVersionId'> & { readonly textId: string };

/** A course that is held, as `lockCourse` returns it. */
type HeldCourse = { readonly courseId: string; readonly isPublic: boolean };

/**
 * Brings what outlines say of a lesson up to what it says now: how long it takes, and that it is part of the next version,
 * from the moment on in which it has what its kind needs. Only while the course is held.
 */
export async function settleLesson(
  tx: Tx,
  course: HeldCourse,
  lesson: Settled,
  content: LessonContent,
): Promise<void> {
  const isShown = lesson.publishedVersionId !== null || isTeachable(content);
  const durationMs = content.assetId === null ? null : await findDurationMs(tx, content.assetId);
  const minutes = lessonMinutes(content, durationMs);
  const publishedVersionId = isShown ? lesson.textId : null;
  if (minutes === lesson.minutes && publishedVersionId === lesson.publishedVersionId) return;
  await updateReading(tx, lesson.id, { minutes, publishedVersionId });
  if (course.isPublic) await emit(tx, contentEvents.outlineChanged, course);
}
