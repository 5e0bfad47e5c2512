import { z } from 'zod';

/** How many tests of a layer passed, failed, and were left out. */
export type Counts = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Of those passed, the tests that needed a second try. */
  readonly flaky?: readonly string[];
};

const vitestSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

type Suite = {
  readonly title: string;
  readonly specs: readonly { readonly title: string; readonly tests: readonly Outcome[] }[];
  readonly suites?: readonly Suite[] | undefined;
};
type Outcome = { readonly projectName: string; readonly status: string };

const suiteSchema: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    title: z.string(),
    specs: z.array(
      z.object({
        title: z.string(),
        tests: z.array(z.object({ projectName: z.string(), status: z.string() })),
      }),
    ),
    suites: z.array(suiteSchema).optional(),
  }),
);

const playwrightSchema = z.object({
  suites: z.array(suiteSchema),
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

function flakyOf(suite: Suite, above: readonly string[] = []): readonly string[] {
  const path = [...above, suite.title];
  const own = suite.specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'flaky')
      .map(({ projectName }) => `[${projectName}] ${[...path, title].join(' › ')}`),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => flakyOf(inner, path))];
}

/** Counts a Playwright JSON report. A flaky test passes and is named; an error outside a test counts as failed. */
export function countPlaywright(report: unknown): Counts {
  const { stats, errors, suites } = playwrightSchema.parse(report);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    flaky: suites.flatMap((suite) => flakyOf(suite)),
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
