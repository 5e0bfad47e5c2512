import { maxScores } from '@/server/domains/assessments/repo';
import type { Conn } from '@/server/platform/db';

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
export { assessmentAreas, eraseAttempts } from '@/server/domains/assessments/personal-data';
export {
  selectAnswered,
  selectQuestionsElsewhere,
  selectQuizzesOfLessons,
} from '@/server/domains/assessments/repo';
