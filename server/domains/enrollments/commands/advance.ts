import { getCurriculum, lessonsOf } from '@/server/domains/content';
import { findPublishedVersions } from '@/server/domains/courses';
import type { ProgressView } from '@/server/domains/enrollments/contract';
import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import { enrollmentEvents } from '@/server/domains/enrollments/events';
import { findStanding, mayBeLocked } from '@/server/domains/enrollments/queries/releases';
import {
  insertProgress,
  markCourseCompleted,
  markLessonCompleted,
  selectCompletedLessons,
  selectEnrollmentById,
  touchAndLock,
} from '@/server/domains/enrollments/repo';
import { isCourseComplete, progressOf } from '@/server/domains/enrollments/rules/course-progress';
import type { Tx } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

/** A lesson of an enrollment, at a time. */
export type Step = {
  readonly enrollmentId: string;
  readonly userId: string;
  readonly courseId: string;
  readonly lessonId: string;
  readonly at: Date;
};

/**
 * Begins or continues a lesson: notes activity, creates the progress row, and holds the enrollment until the
 * transaction ends.
 *
 * @throws AppError `enrollments/access_revoked`.
 */
export async function beginStep(tx: Tx, step: Step): Promise<void> {
  const isOpen = await touchAndLock(tx, step.enrollmentId, step.at, step.lessonId);
  if (!isOpen) throw new AppError(enrollmentErrors.access_revoked);
  await insertProgress(tx, step.enrollmentId, step.lessonId, step.at);
}

/**
 * Completes a lesson inside the lock of {@link beginStep}, and the course when it was the last one. Each of the two is
 * announced exactly once, however many callers try.
 */
export async function completeStep(tx: Tx, step: Step): Promise<ProgressView> {
  const { enrollmentId, userId, courseId, lessonId, at } = step;
  const isFirst = await markLessonCompleted(tx, enrollmentId, lessonId, at);
  if (isFirst) {
    await emit(tx, enrollmentEvents.lessonCompleted, { enrollmentId, userId, courseId, lessonId });
  }
  return await settleCourse(tx, step);
}

/**
 * Completes the course inside the lock of {@link beginStep} when every lesson it has now is completed, and returns the
 * progress. Called at every step and not only when a lesson is completed: who had done all but a lesson that was taken
 * out of the course has finished it too.
 */
export async function settleCourse(tx: Tx, step: Step): Promise<ProgressView> {
  const { enrollmentId, userId, courseId, at } = step;
  const enrollment = await selectEnrollmentById(tx, enrollmentId);
  const { lessons, completedIds } = await countedIn(tx, step, enrollment);
  let completed = enrollment?.completedAt ?? null;
  if (isCourseComplete(lessons, completedIds) && (await finish(tx, step))) {
    const completedAt = at.toISOString();
    await emit(tx, enrollmentEvents.courseCompleted, { enrollmentId, userId, courseId, completedAt });
    completed = at;
  }
  return progressOf(lessons, completedIds, completed);
}

/** What is public at this moment is what the learner has finished, whatever is published later. */
async function finish(tx: Tx, { enrollmentId, courseId, at }: Step): Promise<boolean> {
  const versions = await findPublishedVersions(tx, [courseId]);
  return await markCourseCompleted(tx, enrollmentId, { at, versionId: versions.get(courseId) ?? null });
}

/** Returns what counts in a course for a learner: lessons that are for others only keep nobody from finishing. */
async function countedIn(
  tx: Tx,
  { enrollmentId, courseId, at }: Step,
  enrollment: Awaited<ReturnType<typeof selectEnrollmentById>>,
) {
  const curriculum = await getCurriculum(tx, courseId);
  if (enrollment !== null && (await mayBeLocked(tx, enrollment))) {
    const { counted, completedIds } = await findStanding(tx, enrollment, curriculum, at);
    return { lessons: counted, completedIds };
  }
  const rows = await selectCompletedLessons(tx, [enrollmentId]);
  return { lessons: lessonsOf(curriculum), completedIds: new Set(rows.map((row) => row.lessonId)) };
}
