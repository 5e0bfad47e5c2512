import { assessmentErrors } from '@/server/domains/assessments/errors';
import { insertAttempt, selectOpenAttempt, selectQuizOfLesson } from '@/server/domains/assessments/repo';
import { insertStates, selectStates, upsertQuizHeld } from '@/server/domains/assessments/repo/states';
import { isSameState } from '@/server/domains/assessments/rules/question-states';
import { findLesson, findQuizWithKey } from '@/server/domains/content';
import type { QuizQuestion } from '@/server/domains/content/contract/quiz';
import { requireEnrollment, requireUnlocked } from '@/server/domains/enrollments';
import type { UserContext } from '@/server/platform/context';
import { type Conn, type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { newId } from '@/server/platform/ids';

/** Returns the states that say what some questions say, in order; null where there is none yet. */
async function statesOf(conn: Conn, quizId: string, questions: readonly QuizQuestion[]) {
  const ids = questions.map(({ id }) => id);
  const { states, nextPosition } = await selectStates(conn, quizId, ids);
  const found = questions.map((question) => states.find((state) => isSameState(state, question))?.id ?? null);
  return { found, nextPosition };
}

type Quiz = { readonly lessonId: string; readonly courseId: string; readonly passPercent: number };

/**
 * Returns a quiz with a state for each question, in order. Only who comes first after a change has to make some, and
 * then the others wait.
 */
async function freeze(tx: Tx, quiz: Quiz, questions: readonly QuizQuestion[]) {
  const known = await selectQuizOfLesson(tx, quiz.lessonId);
  if (known !== null) {
    const { found } = await statesOf(tx, known.id, questions);
    const questionIds = found.flatMap((id) => id ?? []);
    if (questionIds.length === questions.length) return { quizId: known.id, questionIds };
  }
  const quizId = await upsertQuizHeld(tx, quiz);
  const { found, nextPosition } = await statesOf(tx, quizId, questions);
  const states = questions.map((question, place) => ({
    ...{ id: found[place] ?? newId(), position: nextPosition + place, question },
    isNew: found[place] == null,
  }));
  await insertStates(
    tx,
    quizId,
    states.filter(({ isNew }) => isNew),
  );
  return { quizId, questionIds: states.map(({ id }) => id) };
}

async function openAttempt(conn: Conn, lessonId: string, userId: string) {
  const quiz = await selectQuizOfLesson(conn, lessonId);
  return quiz === null ? null : await selectOpenAttempt(conn, quiz.id, userId);
}

/**
 * Opens an attempt at a lesson's quiz, or returns the one that is open: a learner has at most one, however often and
 * concurrently this is called. It keeps the questions and the mark it began with, whatever becomes of the lesson.
 *
 * @throws AppError `assessments/quiz_not_found` also for one without questions, `enrollments/not_enrolled`,
 *   `enrollments/access_revoked`, `enrollments/lesson_locked`.
 */
export async function startAttempt(
  ctx: UserContext,
  input: { lessonId: string },
): Promise<{ attemptId: string }> {
  const { userId } = ctx.actor;
  const { lessonId } = input;
  const lesson = await findLesson(ctx.db, lessonId);
  const quiz = lesson === null ? null : await findQuizWithKey(ctx.db, lessonId);
  if (lesson === null || quiz === null) throw new AppError(assessmentErrors.quiz_not_found);
  const { courseId } = lesson;
  const enrollment = await requireEnrollment(ctx.db, userId, courseId);
  // Who began in time goes on: what closes meanwhile takes nobody's answers away.
  const standing = await openAttempt(ctx.db, lessonId, userId);
  if (standing !== null) return { attemptId: standing.id };
  if (quiz.questions.length === 0) throw new AppError(assessmentErrors.quiz_not_found);
  await requireUnlocked(ctx.db, enrollment, lessonId, ctx.clock.now());
  const { passPercent } = quiz;
  await transact(ctx.db, async (tx) => {
    if ((await openAttempt(tx, lessonId, userId)) !== null) return;
    const { quizId, questionIds } = await freeze(tx, { lessonId, courseId, passPercent }, quiz.questions);
    const row = { quizId, userId, enrollmentId: enrollment.id, startedAt: ctx.clock.now() };
    await insertAttempt(tx, { ...row, questionIds, passPercent });
  });
  // Read after commit, not inside: the attempt that won may be another transaction's.
  const open = await openAttempt(ctx.db, lessonId, userId);
  if (open === null) throw new AppError(assessmentErrors.attempt_not_found);
  return { attemptId: open.id };
}
