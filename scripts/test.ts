import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finished, packageFile, rootDir, runNode, runScript, stopChildren } from './process';
import type { OwnStack } from './stack';
import { duration, textTable } from './table';
import { type Counts, countLastLine, countPlaywright, countVitest, judge } from './test-results';

/** One layer of the tests: a name to call it by, the program that runs it, and how its result is counted. */
type Layer = {
  readonly name: string;
  readonly run: () => Promise<Finished>;
  readonly count: (finished: Finished) => Promise<Counts | undefined>;
  /** A layer without which this one cannot run. */
  readonly needs?: string;
};

const reportDir = join(rootDir, '.cache/test');
const reportFile = (name: string): string => join(reportDir, `${name}.json`);

/** What every layer's program sees: no telemetry, no watch mode, and stable output without a terminal. */
const env = { CI: process.env['CI'] ?? 'true', NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
const streamed = { env, isStreamed: true };

async function readReport(name: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(reportFile(name), 'utf8'));
  } catch {
    // A program that crashed leaves no report, or half of one; its exit code then speaks for it.
    return undefined;
  }
}

let stack: OwnStack | undefined;
let stackEnv: Readonly<Record<string, string>> = {};

/** Builds the site and brings it up, as `npm start` does in a fresh clone; the end-to-end tests then run against it. */
async function bringUp(): Promise<Finished> {
  const startedAt = performance.now();
  const finished = (code: number): Finished => ({
    code,
    output: '',
    durationMs: performance.now() - startedAt,
  });
  try {
    // Loaded here, so that a mistake in it fails this layer and not the whole run.
    const { startTestedStack, testEnvironment } = await import('./stack');
    stack = await startTestedStack();
    stackEnv = testEnvironment(stack);
    return finished(0);
  } catch (error) {
    // A start error says to a person what is wrong; where in our code it was noticed adds nothing.
    console.error(error instanceof Error && error.name === 'StartError' ? error.message : error);
    return finished(1);
  }
}

function vitestLayer(name: string): Layer {
  const output = [`--reporter=default`, '--reporter=json', `--outputFile.json=${reportFile(name)}`];
  return {
    name,
    run: () => runNode([packageFile('vitest', 'vitest.mjs'), 'run', '--project', name, ...output], streamed),
    count: async () => {
      const report = await readReport(name);
      return report === undefined ? undefined : countVitest(report);
    },
  };
}

const layers: readonly Layer[] = [
  {
    name: 'check',
    run: () => runScript('scripts/check.ts', [], streamed),
    count: ({ output }) => Promise.resolve(countLastLine(output)),
  },
  vitestLayer('unit'),
  vitestLayer('integration'),
  vitestLayer('contract'),
  { name: 'build', run: bringUp, count: () => Promise.resolve(undefined) },
  {
    name: 'e2e',
    needs: 'build',
    // Without the stack of the build layer, the tests bring up one of their own.
    run: () =>
      runNode([packageFile('@playwright/test', 'cli.js'), 'test'], {
        isStreamed: true,
        env: { ...env, ...stackEnv },
      }),
    count: async () => {
      const report = await readReport('e2e');
      return report === undefined ? undefined : countPlaywright(report);
    },
  },
];

type Result = Counts & { readonly name: string; readonly durationMs: number };

async function runLayer(layer: Layer, before: readonly Result[]): Promise<Result> {
  console.info(`\n━━ ${layer.name} ━━`);
  if (before.some(({ name, failed }) => name === layer.needs && failed > 0)) {
    console.error(`Not run, because ${layer.needs} failed.`);
    return { name: layer.name, durationMs: 0, passed: 0, failed: 1, skipped: 0 };
  }
  const finished = await layer.run();
  const counts = await layer.count(finished).catch((error: unknown) => {
    console.error(`The report of ${layer.name} cannot be read:`, error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  return { name: layer.name, durationMs: finished.durationMs, ...judge(finished.code, counts) };
}

function summarise(results: readonly Result[]): number {
  const sum = (pick: (result: Result) => number): number =>
    results.reduce((total, it) => total + pick(it), 0);
  const rows = results.map((it) => [
    it.failed === 0 ? '✓' : '✗',
    it.name,
    String(it.passed),
    String(it.failed),
    String(it.skipped),
    duration(it.durationMs),
  ]);
  console.info(`\n${textTable(['', 'layer', 'passed', 'failed', 'skipped', 'time'], rows)}\n`);
  const flaky = results.flatMap((result) => result.flaky ?? []);
  if (flaky.length > 0) {
    console.info(
      `Passed only at the second try, so mend them first:\n${flaky.map((it) => `  ${it}`).join('\n')}\n`,
    );
  }
  const failed = sum((result) => result.failed);
  console.info(`${duration(sum((result) => result.durationMs))} in all`);
  console.info(`${sum((result) => result.passed)} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function main(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.filter((name) => !layers.some((layer) => layer.name === name));
  if (unknown.length > 0) {
    console.error(
      `No layer is called ${unknown.join(', ')}. There are: ${layers.map(({ name }) => name).join(', ')}`,
    );
    return 2;
  }
  await rm(reportDir, { recursive: true, force: true });
  await mkdir(reportDir, { recursive: true });
  const results: Result[] = [];
  for (const layer of layers) {
    if (wanted.length === 0 || wanted.includes(layer.name)) results.push(await runLayer(layer, results));
  }
  await stack?.stop();
  return summarise(results);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopChildren();
    void Promise.resolve(stack?.stop()).finally(() => process.exit(130));
  });
}

process.exitCode = await main(process.argv.slice(2));
