import type { QuizView, ReviewView } from '@/server/domains/assessments/contract';
import { assessmentErrors } from '@/server/domains/assessments/errors';
import {
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
import { findLesson } from '@/server/domains/content';
import { findCourses, mayActInCourse } from '@/server/domains/courses';
import { requireEnrollment } from '@/server/domains/enrollments';
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
  const quiz = await selectQuizOfLesson(ctx.db, input.lessonId);
  if (quiz === null) throw new AppError(assessmentErrors.quiz_not_found);
  const isStaff = await requirePlace(ctx, quiz.courseId);
  // Staff may look at what is not published yet.
  if (!isStaff && (await findLesson(ctx.db, quiz.lessonId)) === null) {
    throw new AppError(assessmentErrors.quiz_not_found);
  }
  const [open, graded, courses] = await Promise.all([
    selectOpenAttempt(ctx.db, quiz.id, userId),
    selectGradedAttempts(ctx.db, quiz.id, userId, 20),
    findCourses(ctx.db, [quiz.courseId]),
  ]);
  return {
    quizId: quiz.id,
    courseSlug: courses.get(quiz.courseId)?.slug ?? '',
    lessonId: quiz.lessonId,
    questionCount: quiz._count.questions,
    passPercent: quiz.passPercent,
    openAttempt:
      open === null
        ? null
        : {
            attemptId: open.id,
            number: open.number,
            startedAt: open.startedAt,
            questions: await openQuestions(ctx.db, quiz.id, open.id),
          },
    results: graded.flatMap((row) => (row.submittedAt === null ? [] : [toResult(row, row.submittedAt)])),
  };
}

async function openQuestions(conn: Conn, quizId: string, attemptId: string) {
  const [questions, answers] = await Promise.all([
    selectOpenQuestions(conn, quizId),
    selectAnswers(conn, attemptId),
  ]);
  return questions.map((question) => {
    const answer = answers.find((one) => one.questionId === question.id);
    return { ...question, chosenIds: answer?.choiceIds ?? [], seq: answer?.seq ?? 0 };
  });
}

/** Learners whose access stands, and staff, who look at quizzes without taking them. Tells whether it is the latter. */
async function requirePlace(ctx: UserContext, courseId: string): Promise<boolean> {
  if (await mayActInCourse(ctx.db, ctx.actor, courseId, 'course.read')) return true;
  await requireEnrollment(ctx.db, ctx.actor.userId, courseId);
  return false;
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
    isKeyShown ? selectKeyedQuestions(ctx.db, quiz.id) : questionsWithoutKey(ctx.db, quiz.id),
    selectAnswers(ctx.db, attempt.id),
  ]);
  return {
    ...toResult(attempt, attempt.submittedAt),
    passPercent: quiz.passPercent,
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

async function questionsWithoutKey(conn: Conn, quizId: string) {
  const questions = await selectOpenQuestions(conn, quizId);
  return questions.map((question) => ({
    ...question,
    explanationMd: null,
    choices: question.choices.map((choice) => ({ ...choice, isCorrect: null })),
  }));
}
