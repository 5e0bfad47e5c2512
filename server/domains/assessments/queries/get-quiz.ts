import type { QuizView, ReviewView } from '@/server/domains/assessments/contract';
import { assessmentErrors } from '@/server/domains/assessments/errors';
import {
  type AttemptRow,
  existsPass,
  selectAnswers,
  selectAttempt,
  selectGradedAttempts,
  selectKeyedQuestions,
  selectOpenAttempt,
  selectOpenQuestions,
  selectQuiz,
  selectQuizOfLesson,
} from '@/server/domains/assessments/repo';
import { toResult } from '@/server/domains/assessments/rules/attempt-result';
import { type Copy, findLesson, findQuizWithKey } from '@/server/domains/content';
import { findCourses, mayActInCourse } from '@/server/domains/courses';
import { isLearning, requireEnrollment } from '@/server/domains/enrollments';
import type { UserContext } from '@/server/platform/context';
import type { Conn } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/**
 * Returns a lesson's quiz as the caller stands with it. Questions are there only while an attempt is open, and never
 * with their key.
 *
 * @throws AppError `assessments/quiz_not_found`, `enrollments/not_enrolled`, `enrollments/access_revoked`.
 */
export async function getQuiz(ctx: UserContext, input: { lessonId: string }): Promise<QuizView> {
  const { userId } = ctx.actor;
  const { lessonId } = input;
  const [seen, quiz] = await Promise.all([
    findLesson(ctx.db, lessonId),
    selectQuizOfLesson(ctx.db, lessonId),
  ]);
  const lesson = seen ?? (await findLesson(ctx.db, lessonId, 'working'));
  if (lesson === null) throw new AppError(assessmentErrors.quiz_not_found);
  const copy = await requirePlace(ctx, lesson.courseId);
  const present = await findQuizWithKey(ctx.db, lessonId, copy);
  if (present === null) throw new AppError(assessmentErrors.quiz_not_found);
  const [open, graded, courses] = await Promise.all([
    quiz === null ? null : selectOpenAttempt(ctx.db, quiz.id, userId),
    quiz === null ? [] : selectGradedAttempts(ctx.db, quiz.id, userId, 20),
    findCourses(ctx.db, [lesson.courseId]),
  ]);
  const courseSlug = courses.get(lesson.courseId)?.slug ?? '';
  return {
    ...{ courseSlug, lessonId },
    questionCount: present.questions.length,
    passPercent: open?.passPercent ?? present.passPercent,
    openAttempt: open === null ? null : await toOpenAttempt(ctx.db, open),
    results: graded.flatMap((row) => (row.submittedAt === null ? [] : [toResult(row, row.submittedAt)])),
  };
}

async function toOpenAttempt(conn: Conn, attempt: AttemptRow): Promise<QuizView['openAttempt']> {
  const { id: attemptId, number, startedAt } = attempt;
  const [questions, answers] = await Promise.all([
    selectOpenQuestions(conn, attempt),
    selectAnswers(conn, attemptId),
  ]);
  return {
    ...{ attemptId, number, startedAt },
    questions: questions.map((question) => {
      const answer = answers.find((one) => one.questionId === question.id);
      return { ...question, chosenIds: answer?.choiceIds ?? [], seq: answer?.seq ?? 0 };
    }),
  };
}

/**
 * Lets learners in whose access stands, and staff, who look at the quizzes of the working copy without taking them. Returns
 * the side of the course that the caller sees: staff who learn see what learners see, as everywhere in the player.
 */
async function requirePlace(ctx: UserContext, courseId: string): Promise<Copy> {
  if (await isLearning(ctx.db, ctx.actor.userId, courseId)) return 'published';
  if (await mayActInCourse(ctx.db, ctx.actor, courseId, 'course.read')) return 'working';
  await requireEnrollment(ctx.db, ctx.actor.userId, courseId);
  return 'published';
}

/**
 * Returns a graded attempt of the caller: what they chose and what each question earned. The key and the explanations
 * are read only for who has passed the quiz; otherwise a blank hand-in would buy them.
 *
 * @throws AppError `assessments/attempt_not_found` also while it is not graded, `enrollments/access_revoked`.
 */
export async function getReview(ctx: UserContext, input: { attemptId: string }): Promise<ReviewView> {
  const { userId } = ctx.actor;
  const attempt = await selectAttempt(ctx.db, input.attemptId, userId);
  const quiz = attempt === null ? null : await selectQuiz(ctx.db, attempt.quizId);
  if (attempt === null || quiz === null || attempt.gradedAt === null || attempt.submittedAt === null) {
    throw new AppError(assessmentErrors.attempt_not_found);
  }
  await requirePlace(ctx, quiz.courseId);
  const isKeyShown = await existsPass(ctx.db, quiz.id, userId);
  const [questions, answers] = await Promise.all([
    isKeyShown ? selectKeyedQuestions(ctx.db, attempt) : questionsWithoutKey(ctx.db, attempt),
    selectAnswers(ctx.db, attempt.id),
  ]);
  return {
    ...toResult(attempt, attempt.submittedAt),
    passPercent: attempt.passPercent ?? quiz.passPercent,
    isKeyShown,
    questions: questions.map((question) => {
      const answer = answers.find((one) => one.questionId === question.id);
      const choices = question.choices.map((choice) => ({
        ...choice,
        isChosen: answer?.choiceIds.includes(choice.id) ?? false,
      }));
      return { ...question, choices, scoreBp: answer?.scoreBp ?? 0 };
    }),
  };
}

async function questionsWithoutKey(conn: Conn, attempt: AttemptRow) {
  const questions = await selectOpenQuestions(conn, attempt);
  return questions.map((question) => ({
    ...question,
    explanationMd: null,
    choices: question.choices.map((choice) => ({ ...choice, isCorrect: null })),
  }));
}
