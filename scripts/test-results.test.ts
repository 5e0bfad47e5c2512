import { describe, expect, it } from 'vitest';
import { countLastLine, countPlaywright, countVitest, judge } from './test-results';

const vitest = (numbers: object, files: object[] = []): unknown => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  ...numbers,
  testResults: files,
});

describe('a Vitest report', () => {
  it('is counted by test', () => {
    const report = vitest({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 });
    expect(countVitest(report)).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  it('counts a file that could not be loaded, and not twice one whose tests failed', () => {
    const broken = { status: 'failed', assertionResults: [] };
    const failing = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
    const report = vitest({ numPassedTests: 1, numFailedTests: 1 }, [broken, failing]);
    expect(countVitest(report)).toEqual({ passed: 1, failed: 2, skipped: 0 });
  });
});

describe('a Playwright report', () => {
  const suite = (title: string, specs: object[], suites: object[] = []): object => ({ title, specs, suites });
  const spec = (title: string, status: string): object => ({
    title,
    tests: [{ projectName: 'phone', status }],
  });

  it('counts errors outside tests as failed, and what passed at the second try as passed', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countPlaywright({ stats, errors: [{ message: 'setup' }], suites: [] })).toMatchObject({
      passed: 6,
      failed: 2,
      skipped: 2,
    });
  });

  it('names what passed at the second try, wherever it stands', () => {
    const stats = { expected: 1, unexpected: 0, flaky: 2, skipped: 0 };
    const inner = suite('a group', [spec('sometimes', 'flaky'), spec('always', 'expected')]);
    const suites = [suite('a.spec.ts', [spec('now and then', 'flaky')], [inner])];
    expect(countPlaywright({ stats, errors: [], suites }).flaky).toEqual([
      '[phone] a.spec.ts › now and then',
      '[phone] a.spec.ts › a group › sometimes',
    ]);
  });
});

describe('a last line', () => {
  it('is read at the end only', () => {
    expect(countLastLine('x\n3 passed, 1 failed\n')).toEqual({ passed: 3, failed: 1, skipped: 0 });
    expect(countLastLine('3 passed, 1 failed\nand then it crashed')).toBeUndefined();
  });
});

describe('a layer', () => {
  it('that crashed has failed, whatever it reports', () => {
    expect(judge(1, undefined)).toMatchObject({ passed: 0, failed: 1 });
    expect(judge(1, { passed: 9, failed: 0, skipped: 0 })).toMatchObject({ passed: 9, failed: 1 });
    expect(judge(1, { passed: 9, failed: 2, skipped: 0 })).toMatchObject({ passed: 9, failed: 2 });
  });

  it('without a report passes as one', () => {
    expect(judge(0, undefined)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  });
});
