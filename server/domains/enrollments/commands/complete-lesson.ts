import { findSession, mayHaveAttended } from '@/server/domains/content';
import { beginStep, completeStep } from '@/server/domains/enrollments/commands/advance';
import { requireOwnStep } from '@/server/domains/enrollments/commands/require-own-step';
import type { StepResult } from '@/server/domains/enrollments/contract';
import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import { mayCompleteByHand } from '@/server/domains/enrollments/policy';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/** Nobody was at a session that has not begun. */
async function requireAttendable(ctx: UserContext, lessonId: string): Promise<void> {
  const session = await findSession(ctx.db, lessonId);
  const isPossible = session !== null && mayHaveAttended(session, ctx.clock.now());
  if (!isPossible) throw new AppError(enrollmentErrors.session_to_come);
}

/**
 * Completes a lesson that is done when its learner says so, and the course with it when it was the last lesson. Repeating it changes nothing.
 *
 * @throws AppError as `requireOwnStep`, and `enrollments/lesson_not_completable` for what is watched,
 *   passed or handed in, `enrollments/session_to_come`.
 */
export async function completeLesson(ctx: UserContext, input: { lessonId: string }): Promise<StepResult> {
  const { lesson, step } = await requireOwnStep(ctx, input.lessonId);
  const verdict = mayCompleteByHand(lesson.kind);
  if (!verdict.isAllowed) throw new AppError(verdict.reason);
  if (lesson.kind === 'live') await requireAttendable(ctx, lesson.id);
  const progress = await transact(ctx.db, async (tx) => {
    await beginStep(tx, step);
    return await completeStep(tx, step);
  });
  return { lessonId: lesson.id, isLessonCompleted: true, progress, watch: null };
}
