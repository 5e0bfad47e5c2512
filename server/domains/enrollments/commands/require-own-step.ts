import { findLesson, type LessonFacts } from '@/server/domains/content';
import type { Step } from '@/server/domains/enrollments/commands/advance';
import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import { mayLearn } from '@/server/domains/enrollments/policy';
import { requireUnlocked } from '@/server/domains/enrollments/queries/require-unlocked';
import { selectEnrollment } from '@/server/domains/enrollments/repo';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

/** A lesson together with the caller's right to make progress in it. */
export type OwnStep = { readonly lesson: LessonFacts; readonly step: Step };

/**
 * Finds the caller's own place for a lesson.
 *
 * @throws AppError `enrollments/lesson_not_found`, `enrollments/not_enrolled`, `enrollments/access_revoked`,
 *   `enrollments/lesson_locked`.
 */
export async function requireOwnStep(ctx: UserContext, lessonId: string): Promise<OwnStep> {
  const { userId } = ctx.actor;
  const lesson = await findLesson(ctx.db, lessonId);
  if (lesson === null) throw new AppError(enrollmentErrors.lesson_not_found);
  const enrollment = await selectEnrollment(ctx.db, userId, lesson.courseId);
  const verdict = mayLearn(enrollment);
  if (!verdict.isAllowed) throw new AppError(verdict.reason);
  if (enrollment === null) throw new AppError(enrollmentErrors.not_enrolled);
  await requireUnlocked(ctx.db, enrollment, lessonId, ctx.clock.now());
  const { courseId } = lesson;
  return { lesson, step: { enrollmentId: enrollment.id, userId, courseId, lessonId, at: ctx.clock.now() } };
}
