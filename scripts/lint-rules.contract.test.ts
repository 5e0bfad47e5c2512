import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packageFile, rootDir, runNode } from './process';

/** Rule → a file that breaks it. */
const planted: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'lint/style/noProcessEnv': ['server/domains/users/a.ts', 'export const url = process.env.URL;'],
  'lint/suspicious/noExplicitAny': [
    'server/platform/a.ts',
    'export const parse = (value: any): string => value;',
  ],
  'lint/nursery/noUnsafeTypeAssertion': [
    'server/platform/b.ts',
    'export const id = (value: unknown) => value as string;',
  ],
  'lint/style/noNonNullAssertion': ['local/a.ts', 'export const first = (all: string[]) => all[0]!;'],
  'lint/suspicious/noConsole': ['components/ui/a.tsx', "export const hi = () => console.info('hi');"],
  'lint/nursery/noFloatingPromises': [
    'inngest/a.ts',
    'async function send(): Promise<void> {}\nexport function act(): void {\n  send();\n}',
  ],
  'lint/suspicious/noFocusedTests': [
    'server/a.test.ts',
    "import { it } from 'vitest';\nit.only('a', () => {});",
  ],
  'lint/suspicious/noSkippedTests': [
    'server/b.test.ts',
    "import { it } from 'vitest';\nit.skip('a', () => {});",
  ],
  'lint/suspicious/noPlaywrightWaitForTimeout': [
    'e2e/a.spec.ts',
    "import { test } from '@playwright/test';\ntest('a', async ({ page }) => {\n  await page.waitForTimeout(100);\n});",
  ],
  'lint/suspicious/noTsIgnore': ['server/platform/c.ts', '// @ts-ignore\nexport const a: number = 1;'],
  'lint/style/useFilenamingConvention': ['server/platform/camelCase.ts', 'export const a = 1;'],
  'lint/style/noExcessiveLinesPerFile': ['server/platform/long.ts', 'export {};\n'.repeat(351)],
  'lint/style/noJsxLiterals': ['components/courses/a.tsx', 'export const Title = () => <h1>Courses</h1>;'],
  'lint/a11y/useAltText': ['components/ui/b.tsx', 'export const Cover = () => <img src="/a.png" />;'],
};

/** What each of these may do, the others may not. */
const allowed: Readonly<Record<string, string>> = {
  'server/platform/env.ts': 'export const url = process.env.URL;',
  'scripts/a.ts': "console.info(process.env.URL ?? 'none');",
  'server/platform/d.ts': "export const kinds = ['a', 'b'] as const;",
};

const reportSchema = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
});

let dir = '';

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(dir, file)), { recursive: true });
  await writeFile(join(dir, file), `${text}\n`);
}

async function diagnostics(): Promise<readonly string[]> {
  const { output } = await runNode(
    [packageFile('@biomejs/biome', 'bin/biome'), 'lint', '--reporter=json', '--max-diagnostics=none', '.'],
    { cwd: dir },
  );
  const json = output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1);
  return reportSchema
    .parse(JSON.parse(json))
    .diagnostics.map(({ category, location }) => `${category} ${location.path}`);
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lyceum-lint-'));
  await Promise.all(
    ['biome.json', 'package.json', 'tsconfig.json', '.gitignore'].map((file) =>
      cp(join(rootDir, file), join(dir, file)),
    ),
  );
  for (const [file, text] of Object.values(planted)) await write(file, text);
  for (const [file, text] of Object.entries(allowed)) await write(file, text);
});

afterAll(() => rm(dir, { recursive: true, force: true }));

describe('the linter', { timeout: 60_000 }, () => {
  it('finds each planted violation, and nothing where it is allowed', async () => {
    const found = await diagnostics();
    for (const [rule, [file]] of Object.entries(planted)) expect(found).toContain(`${rule} ${file}`);
    for (const file of Object.keys(allowed))
      expect(found.filter((line) => line.endsWith(` ${file}`))).toEqual([]);
  });
});
