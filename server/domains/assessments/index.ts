import { maxScores, selectPasses } from '@/server/domains/assessments/repo';
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

/** A score of everything, in hundredths of a percent. */
const fullMarks = 10_000;

/**
 * Returns the attempts by which a person has passed quizzes, oldest first: a quiz that was passed again is there again.
 *
 * @param from leaves out what was handed in before it; null leaves out nothing.
 */
export async function listPassedQuizzes(
  conn: Conn,
  userId: string,
  from: Date | null,
): Promise<
  {
    readonly quizId: string;
    readonly courseId: string;
    readonly at: Date;
    readonly isFlawlessFirst: boolean;
  }[]
> {
  const rows = await selectPasses(conn, userId, from);
  return rows.flatMap(({ quizId, quiz, number, scoreBp, submittedAt }) =>
    submittedAt === null
      ? []
      : [
          {
            ...{ quizId, courseId: quiz.courseId, at: submittedAt },
            isFlawlessFirst: number === 1 && scoreBp === fullMarks,
          },
        ],
  );
}

export { assessmentAreas, eraseAttempts } from '@/server/domains/assessments/personal-data';
