import {
  insertQuizCopies,
  maxScores,
  selectKeyedQuestions,
  selectQuizOfLesson,
} from '@/server/domains/assessments/repo';
import type { Conn, Tx } from '@/server/platform/db';

/**
 * Returns for each of these learners the mean of their best scores over the quizzes of a course they have tried, as a
 * whole percentage. Who has tried none is absent.
 */
export async function findBestScores(
  conn: Conn,
  courseId: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (userIds.length === 0) return new Map();
  const best = new Map<string, number[]>();
  for (const row of await maxScores(conn, courseId, userIds)) {
    best.set(row.userId, [...(best.get(row.userId) ?? []), row._max.scoreBp ?? 0]);
  }
  return new Map(
    [...best].map(([userId, scores]) => {
      const sum = scores.reduce((total, score) => total + score, 0);
      return [userId, Math.floor(sum / (scores.length * 100))] as const;
    }),
  );
}

export { rewriteQuiz } from '@/server/domains/assessments/commands/rewrite-quiz';
/** Copies the quizzes of lessons to the copies of these lessons, with every question and choice, and nothing of learners. */
export async function copyQuizzes(
  tx: Tx,
  courseId: string,
  lessons: readonly { readonly from: string; readonly to: string }[],
): Promise<void> {
  if (lessons.length > 0) await insertQuizCopies(tx, courseId, lessons);
}

/** A quiz with its key; for whoever works on the course. */
export type KeyedQuiz = {
  readonly passPercent: number;
  readonly questions: Awaited<ReturnType<typeof selectKeyedQuestions>>;
};

/** Returns the quiz of a lesson with its key, or null. Only for whoever works on the course. */
export async function findKeyedQuiz(conn: Conn, lessonId: string): Promise<KeyedQuiz | null> {
  const quiz = await selectQuizOfLesson(conn, lessonId);
  if (quiz === null) return null;
  return { passPercent: quiz.passPercent, questions: await selectKeyedQuestions(conn, quiz.id) };
}

export { assessmentAreas, eraseAttempts } from '@/server/domains/assessments/personal-data';
export {
  selectAnswered,
  selectQuestionsElsewhere,
  selectQuizzesOfLessons,
} from '@/server/domains/assessments/repo';
