import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootDir } from './process';
import { checkOwnTables, checkRepository, readOwnership } from './rules/repository-rules';
import { checkSource, type Finding } from './rules/source-rules';

const isSource = (path: string): boolean => /\.tsx?$/.test(path) && !path.endsWith('.d.ts');
const isSkipped = (path: string): boolean =>
  /^(\.|node_modules$|coverage$|infra$|test-results$)/.test(path) || path === 'prisma/generated';

/** Lists the hand-written TypeScript files below a folder of the repository. */
async function sourceFiles(folder = ''): Promise<readonly string[]> {
  const entries = await readdir(join(rootDir, folder), { withFileTypes: true });
  const nested = entries.map(async (entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (isSkipped(path)) return [];
    if (entry.isDirectory()) return sourceFiles(path);
    return isSource(path) ? [path] : [];
  });
  return (await Promise.all(nested)).flat();
}

async function findAll(): Promise<readonly Finding[]> {
  const [paths, ownership, fromRepository] = await Promise.all([
    sourceFiles(),
    readOwnership(),
    checkRepository(),
  ]);
  const fromSources = await Promise.all(
    paths.map(async (path) => {
      const text = await readFile(join(rootDir, path), 'utf8');
      return [...checkSource(path, text), ...checkOwnTables(path, text, ownership)];
    }),
  );
  return [...fromRepository, ...fromSources.flat()];
}

const findings = await findAll();
for (const { path, line, rule, message } of findings) console.error(`${path}:${line}  ${rule}: ${message}`);
process.exitCode = findings.length === 0 ? 0 : 1;
