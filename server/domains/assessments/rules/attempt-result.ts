import type { AttemptResult } from '@/server/domains/assessments/contract';

/** What an attempt's row says once it is graded. */
export type GradedAttempt = {
  readonly id: string;
  readonly number: number;
  readonly scoreBp: number | null;
  readonly isPassed: boolean | null;
};

/** Says what a graded attempt came to. */
export function toResult(row: GradedAttempt, submittedAt: Date): AttemptResult {
  const { id, number, scoreBp, isPassed } = row;
  return { attemptId: id, number, submittedAt, scoreBp: scoreBp ?? 0, isPassed: isPassed ?? false };
}
