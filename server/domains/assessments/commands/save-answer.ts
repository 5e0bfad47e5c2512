import type { z } from 'zod';
import type { SavedAnswer, saveAnswerInput } from '@/server/domains/assessments/contract';
import { assessmentErrors } from '@/server/domains/assessments/errors';
import {
  selectAnswers,
  selectAttempt,
  selectQuestionShape,
  selectQuiz,
  upsertAnswers,
} from '@/server/domains/assessments/repo';
import { requireFittingAnswer } from '@/server/domains/assessments/rules/fitting-answer';
import { requireEnrollment } from '@/server/domains/enrollments';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

/**
 * Saves one answer of the caller's open attempt. A save that comes late, after a newer one, changes nothing and says so.
 *
 * @throws AppError `assessments/attempt_not_found`, `assessments/attempt_closed`, `enrollments/access_revoked`, and as
 *   {@link requireFittingAnswer}.
 */
export async function saveAnswer(
  ctx: UserContext,
  input: z.output<typeof saveAnswerInput>,
): Promise<SavedAnswer> {
  const attempt = await selectAttempt(ctx.db, input.attemptId, ctx.actor.userId);
  if (attempt === null) throw new AppError(assessmentErrors.attempt_not_found);
  const quiz = await selectQuiz(ctx.db, attempt.quizId);
  if (quiz === null) throw new AppError(assessmentErrors.quiz_not_found);
  await requireEnrollment(ctx.db, ctx.actor.userId, quiz.courseId);
  if (attempt.submittedAt !== null) throw new AppError(assessmentErrors.attempt_closed);
  const { questionId, seq } = input;
  requireFittingAnswer(await selectQuestionShape(ctx.db, attempt, questionId), input.choiceIds);
  const stored = await upsertAnswers(ctx.db, attempt.id, [input], ctx.clock.now());
  if (stored === 1) return { questionId, seq, isStale: false };

  const standing = (await selectAnswers(ctx.db, attempt.id)).find((one) => one.questionId === questionId);
  // Nothing stored and nothing standing: the attempt was handed in between our look and our save.
  if (standing === undefined) throw new AppError(assessmentErrors.attempt_closed);
  return { questionId, seq: standing.seq, isStale: true };
}
