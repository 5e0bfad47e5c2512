import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Finished, packageFile, rootDir, runNode, runScript } from './process';
import { generateRouteTypes } from './route-types';
import { duration, textTable } from './table';

/** One static check: a name to call it by on the command line, and the program that does it. */
type Check = { readonly name: string; readonly run: () => Promise<Finished> };

const sourceFolders = ['app', 'components', 'i18n', 'inngest', 'local', 'messages', 'prisma', 'server'];

/** Every static check of the repository. None needs a network or a build; `migrations` brings its own PostgreSQL. */
const checks: readonly Check[] = [
  {
    name: 'types',
    run: () =>
      runNode([
        ...[packageFile('typescript-native', 'bin/tsc'), '-p', 'tsconfig.json', '--noEmit'],
        // A text removed from messages/ breaks files that import nothing of it; an incremental run does not look at them.
        ...['--incremental', 'false'],
      ]),
  },
  {
    name: 'lint',
    run: () => runNode([packageFile('@biomejs/biome', 'bin/biome'), 'check', '--error-on-warnings', '.']),
  },
  {
    name: 'dependencies',
    run: () =>
      runNode([
        ...['--import', 'tsx', packageFile('dependency-cruiser', 'bin/dependency-cruise.mjs')],
        ...['--config', '.dependency-cruiser.mjs', '--output-type', 'err'],
        ...sourceFolders.filter((folder) => existsSync(join(rootDir, folder))),
      ]),
  },
  {
    name: 'dead-code',
    run: () => runNode([packageFile('knip', 'bin/knip.js'), '--no-progress', '--no-config-hints']),
  },
  { name: 'source', run: () => runScript('scripts/source-rules.ts') },
  { name: 'migrations', run: () => runScript('prisma/check.ts') },
  { name: 'messages', run: () => runScript('scripts/messages.ts') },
  { name: 'graph', run: () => runScript('scripts/docs-graph.ts', ['--check']) },
];

/** Writes what the checks read but git does not hold: the Prisma client and the types of the routes. */
async function generate(): Promise<readonly Finished[]> {
  const [prisma, routes] = await Promise.all([runScript('prisma/generate.ts'), generateRouteTypes()]);
  return routes === undefined ? [prisma] : [prisma, routes];
}

async function main(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(
      `No check is called ${unknown.join(', ')}. There are: ${checks.map(({ name }) => name).join(', ')}`,
    );
    return 2;
  }
  const selected = checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const broken = (await generate()).find(({ code }) => code !== 0);
  if (broken) {
    console.error(broken.output);
    return 1;
  }
  const results = await Promise.all(selected.map(async ({ name, run }) => ({ name, ...(await run()) })));
  const failed = results.filter(({ code }) => code !== 0);
  for (const { name, output } of failed) console.error(`\n── ${name} ──\n${output.trim()}\n`);
  const rows = results.map(({ name, code, durationMs }) => [
    code === 0 ? '✓' : '✗',
    name,
    duration(durationMs),
  ]);
  console.info(textTable(['', 'check', 'time'], rows));
  console.info(`${results.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
