import { assessmentErrors } from '@/server/domains/assessments/errors';
import { insertAttempt, selectOpenAttempt, selectQuizOfLesson } from '@/server/domains/assessments/repo';
import { findLesson } from '@/server/domains/content';
import { requireEnrollment, requireUnlocked } from '@/server/domains/enrollments';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/**
 * Opens an attempt at a lesson's quiz, or returns the one that is open: a learner has at most one, however often and
 * concurrently this is called.
 *
 * @throws AppError `assessments/quiz_not_found`, `enrollments/not_enrolled`, `enrollments/access_revoked`,
 *   `enrollments/lesson_locked`.
 */
export async function startAttempt(
  ctx: UserContext,
  input: { lessonId: string },
): Promise<{ attemptId: string }> {
  const { userId } = ctx.actor;
  const [quiz, lesson] = await Promise.all([
    selectQuizOfLesson(ctx.db, input.lessonId),
    findLesson(ctx.db, input.lessonId),
  ]);
  if (quiz === null || lesson === null) throw new AppError(assessmentErrors.quiz_not_found);
  const enrollment = await requireEnrollment(ctx.db, userId, quiz.courseId);
  const standing = await selectOpenAttempt(ctx.db, quiz.id, userId);
  // Who began in time goes on: what closes meanwhile takes nobody's answers away.
  if (standing !== null) return { attemptId: standing.id };
  await requireUnlocked(ctx.db, enrollment, quiz.lessonId, ctx.clock.now());
  const row = { quizId: quiz.id, userId, enrollmentId: enrollment.id, startedAt: ctx.clock.now() };
  await transact(ctx.db, async (tx) => {
    if ((await selectOpenAttempt(tx, quiz.id, userId)) === null) await insertAttempt(tx, row);
  });
  // Read after commit, not inside: the attempt that won may be another transaction's.
  const open = await selectOpenAttempt(ctx.db, quiz.id, userId);
  if (open === null) throw new AppError(assessmentErrors.attempt_not_found);
  return { attemptId: open.id };
}
