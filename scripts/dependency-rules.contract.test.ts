import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packageFile, rootDir, runNode } from './process';

/** File → the modules it imports. Every file in `planted` breaks the rule it is listed under, and only that file. */
const sound: Readonly<Record<string, readonly string[]>> = {
  'server/domains/courses/index.ts': ['@/server/domains/courses/repo', '@/server/domains/users/index'],
  'server/domains/courses/repo.ts': ['@/prisma/generated/client', '@/server/platform/db'],
  'server/domains/courses/contract.ts': ['zod'],
  'server/domains/courses/cached.ts': ['@/server/domains/courses/repo'],
  'server/domains/courses/router.ts': ['@/server/domains/courses/index', '@/server/trpc/procedures'],
  'server/domains/courses/policy.test.ts': ['@/local/postgres', 'stripe'],
  'server/domains/users/index.ts': ['@/server/domains/users/repo'],
  'server/domains/users/repo.ts': ['@/server/platform/db'],
  'server/domains/payments/index.ts': ['@/server/domains/courses/index'],
  'server/domains/enrollments/index.ts': ['@/server/domains/courses/index'],
  'server/platform/db.ts': ['@/prisma/generated/client'],
  'server/platform/adapters/stripe.ts': ['stripe'],
  'server/trpc/procedures.ts': ['@trpc/server'],
  'server/trpc/root.ts': ['@/server/domains/courses/router'],
  'server/trpc/request.ts': ['@/server/trpc/root'],
  'server/wiring/invalidation.ts': ['@/server/domains/courses/index'],
  'server/gateway/stripe.ts': ['@/server/platform/adapters/stripe', '@/server/wiring/invalidation'],
  'inngest/serve.ts': ['inngest', '@/server/domains/payments/index'],
  'components/ui/button.ts': ['react'],
  'components/courses/card.ts': ['@/components/ui/button', '@/server/domains/courses/contract'],
  'components/trpc/hydration.ts': ['@/server/trpc/request'],
  'components/account/viewer-account.tsx': ['@/server/trpc/request'],
  'app/page.ts': ['@/components/courses/card', '@/server/trpc/request', '@/server/domains/courses/cached'],
  'server/wiring/serve-auth.ts': ['@/server/domains/users/index'],
  'app/api/route.ts': ['@/server/gateway/stripe', '@/server/wiring/serve-auth', '@/inngest/serve'],
  'local/postgres.ts': ['pg'],
  'prisma/generated/client.ts': ['@prisma/client'],
};

const planted: Readonly<Record<string, readonly [file: string, imports: readonly string[]][]>> = {
  'graph-users': [['server/domains/users/a.ts', ['@/server/domains/courses/index']]],
  'graph-payments': [['server/domains/payments/a.ts', ['@/server/domains/enrollments/index']]],
  'unknown-domain': [['server/domains/grades/index.ts', ['@/server/platform/db']]],
  'domain-through-index': [['server/domains/enrollments/a.ts', ['@/server/domains/courses/repo']]],
  'private-repo': [
    ['inngest/functions/a.ts', ['@/server/domains/users/repo']],
    ['server/wiring/a.ts', ['@/server/domains/users/repo']],
  ],
  'platform-knows-no-domain': [['server/platform/a.ts', ['@/server/domains/users/index']]],
  'domain-looks-down': [
    ['server/domains/users/b.ts', ['@/server/wiring/invalidation']],
    ['server/domains/users/c.ts', ['@/components/ui/button']],
  ],
  'app-is-routes-only': [
    ['app/a.ts', ['@/server/domains/courses/index']],
    ['app/b.ts', ['@/server/platform/db']],
    ['app/c.ts', ['@/server/trpc/root']],
  ],
  'components-reach-contracts': [
    ['components/courses/a.ts', ['@/server/domains/courses/index']],
    ['components/courses/c.ts', ['@/server/trpc/request']],
    ['components/account/a.ts', ['@/server/trpc/request']],
    ['components/trpc/b.ts', ['@/server/trpc/request']],
  ],
  'components-ask-the-caller': [
    ['components/account/viewer-account.tsx', ['@/server/domains/users/index']],
    ['components/trpc/hydration.ts', ['@/server/platform/db']],
  ],
  'components-erase-the-router': [['components/trpc/a.ts', ['@/server/trpc/root']]],
  'ui-knows-no-domain': [['components/ui/a.ts', ['@/server/domains/courses/contract']]],
  'local-stays-outside': [
    ['server/platform/b.ts', ['@/local/postgres']],
    ['app/d.ts', ['@/local/postgres']],
  ],
  'vendor-sdk': [
    ['server/domains/courses/a.ts', ['@aws-sdk/client-s3']],
    ['server/domains/courses/b.ts', ['stripe']],
    ['server/trpc/a.ts', ['@upstash/redis']],
    ['app/e.ts', ['inngest']],
    ['components/courses/b.ts', ['uploadthing/client']],
  ],
  'prisma-client': [
    ['server/domains/courses/d.ts', ['@/prisma/generated/client']],
    ['inngest/functions/b.ts', ['@prisma/client']],
  ],
  'tests-stay-tests': [['server/domains/courses/e.ts', ['@/server/domains/courses/policy.test']]],
  'no-cycle': [['server/platform/x.ts', ['@/server/platform/y']]],
  'no-orphan': [['server/platform/z.ts', []]],
};

/** The other half of the planted cycle, which is reported once, at the file first met. */
const accomplice = [['server/platform/y.ts', ['@/server/platform/x']]] as const;

const reportSchema = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

let dir = '';

async function write(files: Iterable<readonly [string, readonly string[]]>): Promise<void> {
  for (const [file, imports] of files) {
    await mkdir(dirname(join(dir, file)), { recursive: true });
    const lines = imports.map((specifier, index) => `import * as m${index} from '${specifier}';`);
    const uses = imports.map((_, index) => `m${index}`).join(', ');
    await writeFile(join(dir, file), [...lines, `export const all = [${uses}];`].join('\n'));
  }
}

async function violations(): Promise<readonly string[]> {
  const folders = ['app', 'components', 'inngest', 'local', 'prisma', 'server'];
  const { output } = await runNode(
    [
      ...['--import', import.meta.resolve('tsx')],
      packageFile('dependency-cruiser', 'bin/dependency-cruise.mjs'),
      ...['--config', join(rootDir, '.dependency-cruiser.mjs'), '--output-type', 'json', ...folders],
    ],
    { cwd: dir },
  );
  const { summary } = reportSchema.parse(JSON.parse(output));
  return summary.violations.map(({ from, rule }) => `${rule.name} ${from}`).sort();
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lyceum-rules-'));
  await symlink(join(rootDir, 'node_modules'), join(dir, 'node_modules'));
  await symlink(join(rootDir, 'package.json'), join(dir, 'package.json'));
  await writeFile(
    join(dir, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { moduleResolution: 'bundler', module: 'esnext', paths: { '@/*': ['./*'] } },
    }),
  );
  await write(Object.entries(sound));
});

afterAll(() => rm(dir, { recursive: true, force: true }));

describe('dependency rules', { timeout: 60_000 }, () => {
  it('find nothing wrong with a sound tree', async () => {
    expect(await violations()).toEqual([]);
  });

  it('find each planted violation, under its own rule', async () => {
    await write([...Object.values(planted).flat(), ...accomplice]);
    const found = await violations();
    const expected = Object.entries(planted).flatMap(([rule, files]) =>
      files.map(([file]) => `${rule} ${file}`),
    );
    for (const violation of expected) expect(found).toContain(violation);
    const strays = found.filter((violation) => !planted[violation.split(' ')[0] ?? '']);
    expect(strays).toEqual([]);
  });
});
