import { putQuiz, replaceQuestions, type WantedQuestion } from '@/server/domains/assessments/repo';
import type { Tx } from '@/server/platform/db';

/** A quiz as its author wants it. */
export type WantedQuiz = {
  readonly courseId: string;
  readonly lessonId: string;
  readonly passPercent: number;
  readonly questions: readonly WantedQuestion[];
};

/**
 * Makes the quiz of a lesson what is wanted, in a transaction. The caller has seen to it that no question that somebody has
 * answered is taken away, and no choice of one.
 */
export async function rewriteQuiz(tx: Tx, { questions, ...quiz }: WantedQuiz): Promise<void> {
  await replaceQuestions(tx, await putQuiz(tx, quiz), questions);
}
