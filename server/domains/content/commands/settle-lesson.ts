import { contentEvents } from '@/server/domains/content/events';
import { type EditedLesson, updateReading } from '@/server/domains/content/repo/text';
import { lessonMinutes } from '@/server/domains/content/rules/lesson-minutes';
import { isTeachable, type LessonContent } from '@/server/domains/content/rules/teachable';
import { lockCourse } from '@/server/domains/courses';
import { findDurationMs } from '@/server/domains/media';
import type { Tx } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

/**
 * Brings what outlines say of a lesson up to what it says now: how long it takes, and that learners see it, from the moment
 * on in which it has what its kind needs.
 */
export async function settleLesson(
  tx: Tx,
  courseId: string,
  lesson: EditedLesson,
  content: LessonContent,
): Promise<void> {
  const isShown = lesson.publishedVersionId !== null || isTeachable(content);
  const durationMs = content.assetId === null ? null : await findDurationMs(tx, content.assetId);
  const reading = {
    minutes: lessonMinutes(content, durationMs),
    publishedVersionId: isShown ? lesson.edited.id : null,
  };
  const isOutlineChanged =
    reading.minutes !== lesson.minutes || reading.publishedVersionId !== lesson.publishedVersionId;
  if (!isOutlineChanged) return;
  // Published in this moment, it would be cached without the change, and nothing would end that.
  const { isPublic } = await lockCourse(tx, courseId);
  await updateReading(tx, lesson.id, reading);
  await emit(tx, contentEvents.outlineChanged, { courseId, isPublic });
}
