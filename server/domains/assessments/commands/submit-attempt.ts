import type { z } from 'zod';
import type { AttemptResult, submitInput } from '@/server/domains/assessments/contract';
import { assessmentErrors } from '@/server/domains/assessments/errors';
import { assessmentEvents } from '@/server/domains/assessments/events';
import {
  type AnswerRow,
  lockAttempt,
  markSubmitted,
  selectAnswers,
  selectAttempt,
  selectKeyedQuestions,
  selectQuestionShapes,
  selectQuiz,
  updateAnswerScores,
  updateGrade,
  upsertAnswers,
} from '@/server/domains/assessments/repo';
import { toResult } from '@/server/domains/assessments/rules/attempt-result';
import { requireFittingAnswer } from '@/server/domains/assessments/rules/fitting-answer';
import { isPass, scoreAttempt, scoreQuestion } from '@/server/domains/assessments/rules/scoring';
import {
  completeLessonFor,
  type EnrollmentFacts,
  recordScoreFor,
  requireEnrollment,
} from '@/server/domains/enrollments';
import type { UserContext } from '@/server/platform/context';
import { type Conn, type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

type AttemptRow = NonNullable<Awaited<ReturnType<typeof selectAttempt>>>;
type QuizRow = NonNullable<Awaited<ReturnType<typeof selectQuiz>>>;

/**
 * Hands the caller's attempt in: stores the last answers, grades, and completes the lesson when it is passed, all or
 * nothing. Handing in twice gives the same result once.
 *
 * @throws AppError `assessments/attempt_not_found`, `enrollments/access_revoked`, and as {@link requireFittingAnswer}.
 */
export async function submitAttempt(
  ctx: UserContext,
  input: z.output<typeof submitInput>,
): Promise<AttemptResult> {
  const attempt = await selectAttempt(ctx.db, input.attemptId, ctx.actor.userId);
  if (attempt === null) throw new AppError(assessmentErrors.attempt_not_found);
  const quiz = await selectQuiz(ctx.db, attempt.quizId);
  if (quiz === null) throw new AppError(assessmentErrors.quiz_not_found);
  if (attempt.submittedAt === null) await requireFittingAnswers(ctx.db, quiz.id, input.answers);
  const at = ctx.clock.now();
  await transact(ctx.db, async (tx) => {
    const enrollment = await requireEnrollment(tx, ctx.actor.userId, quiz.courseId);
    await lockAttempt(tx, attempt.id);
    await upsertAnswers(tx, attempt.id, newestOfEach(input.answers), at);
    if (await markSubmitted(tx, attempt.id, at)) await grade(tx, { attempt, quiz, enrollment, at });
  });
  const graded = await selectAttempt(ctx.db, attempt.id, ctx.actor.userId);
  if (graded === null || graded.submittedAt === null) throw new AppError(assessmentErrors.attempt_not_found);
  return toResult(graded, graded.submittedAt);
}

async function requireFittingAnswers(
  conn: Conn,
  quizId: string,
  answers: readonly AnswerRow[],
): Promise<void> {
  if (answers.length === 0) return;
  const shapes = new Map((await selectQuestionShapes(conn, quizId)).map((shape) => [shape.id, shape]));
  for (const { questionId, choiceIds } of answers) requireFittingAnswer(shapes.get(questionId), choiceIds);
}

function newestOfEach(answers: readonly AnswerRow[]): AnswerRow[] {
  const newest = new Map<string, AnswerRow>();
  for (const answer of answers) {
    const other = newest.get(answer.questionId);
    if (other === undefined || other.seq < answer.seq) newest.set(answer.questionId, answer);
  }
  return [...newest.values()];
}

type Handover = {
  readonly attempt: AttemptRow;
  readonly quiz: QuizRow;
  readonly enrollment: EnrollmentFacts;
  readonly at: Date;
};

async function grade(tx: Tx, { attempt, quiz, enrollment, at }: Handover): Promise<void> {
  const [questions, answers] = await Promise.all([
    selectKeyedQuestions(tx, quiz.id),
    selectAnswers(tx, attempt.id),
  ]);
  const chosen = new Map(answers.map((answer) => [answer.questionId, new Set(answer.choiceIds)]));
  const answered = questions.map(({ id, kind, choices }) => {
    const correctIds = new Set(choices.filter((choice) => choice.isCorrect).map((choice) => choice.id));
    const wrongIds = new Set(choices.filter((choice) => !choice.isCorrect).map((choice) => choice.id));
    return { id, kind, correctIds, wrongIds, chosenIds: chosen.get(id) ?? new Set<string>() };
  });
  const scoreBp = scoreAttempt(answered);
  const isPassed = isPass(scoreBp, quiz.passPercent);
  await updateAnswerScores(tx, attempt.id, new Map(answered.map((one) => [one.id, scoreQuestion(one)])));
  await updateGrade(tx, attempt.id, { scoreBp, isPassed, gradedAt: at });
  const facts = { attemptId: attempt.id, quizId: quiz.id, userId: attempt.userId, courseId: quiz.courseId };
  await emit(tx, assessmentEvents.attemptGraded, { ...facts, scoreBp, isPassed });
  if (isPassed) await completeLessonFor(tx, enrollment, quiz.lessonId, at, scoreBp);
  else await recordScoreFor(tx, enrollment, quiz.lessonId, { scoreBp, at });
}
