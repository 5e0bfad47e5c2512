import { beginStep, completeStep } from '@/server/domains/enrollments/commands/advance';
import { requireOwnStep } from '@/server/domains/enrollments/commands/require-own-step';
import type { StepResult } from '@/server/domains/enrollments/contract';
import { mayCompleteByHand } from '@/server/domains/enrollments/policy';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/**
 * Completes an article for the caller, and the course with it when it was the last lesson. Repeating it changes nothing.
 *
 * @throws AppError as `requireOwnStep`, and `enrollments/lesson_not_completable` for videos and quizzes.
 */
export async function completeLesson(ctx: UserContext, input: { lessonId: string }): Promise<StepResult> {
  const { lesson, step } = await requireOwnStep(ctx, input.lessonId);
  const verdict = mayCompleteByHand(lesson.kind);
  if (!verdict.isAllowed) throw new AppError(verdict.reason);
  const progress = await transact(ctx.db, async (tx) => {
    await beginStep(tx, step);
    return await completeStep(tx, step);
  });
  return { lessonId: lesson.id, isLessonCompleted: true, progress, watch: null };
}
