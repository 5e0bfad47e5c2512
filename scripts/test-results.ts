import { z } from 'zod';

/** How many tests of a layer passed, failed, and were left out. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

const vitestSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const playwrightSchema = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  errors: z.array(z.unknown()),
});

/** Counts a Vitest JSON report. A file that failed outside its tests (at import, in a hook) counts as one failure. */
export function countVitest(report: unknown): Counts {
  const { testResults, ...numbers } = vitestSchema.parse(report);
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  return {
    passed: numbers.numPassedTests,
    failed: numbers.numFailedTests + brokenFiles.length,
    skipped: numbers.numPendingTests + numbers.numTodoTests,
  };
}

/** Counts a Playwright JSON report. A flaky test counts as failed, and so does an error outside a test. */
export function countPlaywright(report: unknown): Counts {
  const { stats, errors } = playwrightSchema.parse(report);
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/** Counts a program that ends with the line `N passed, N failed`. */
export function countLastLine(output: string): Counts | undefined {
  const match = /(\d+) passed, (\d+) failed\s*$/.exec(output);
  return match ? { passed: Number(match[1]), failed: Number(match[2]), skipped: 0 } : undefined;
}

/**
 * The counts of a finished layer. A program that failed without a failure to show for it (it crashed, or wrote no
 * report) counts as one failure, whatever else it reports.
 */
export function judge(exitCode: number, counts: Counts | undefined): Counts {
  if (counts === undefined)
    return { passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 };
  if (exitCode !== 0 && counts.failed === 0) return { ...counts, failed: 1 };
  return counts;
}
