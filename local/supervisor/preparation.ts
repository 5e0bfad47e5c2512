import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageFile, rootDir } from './checkout';
import { fingerprint } from './fingerprint';
import type { Session } from './session';

/** Everything that ends up in the built application, or decides how it is built. */
const buildInputs = [
  'app',
  'components',
  'i18n',
  'inngest',
  'messages',
  'public',
  'server',
  'prisma/schema',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'package-lock.json',
];

/** Lies inside what it vouches for, so that both go together. */
const clientStamp = join(rootDir, 'prisma/generated/.lyceum-fingerprint');
const buildStamp = join(rootDir, '.next/lyceum-fingerprint');

/** Leaves a database client that fits the schema. */
export async function prepareClient(session: Session): Promise<void> {
  const wanted = fingerprint(rootDir, ['prisma/schema', 'package-lock.json']);
  if (hasStamp(clientStamp, wanted)) return;
  await session.options.progress.step('Database client', (note) =>
    session.run({ name: 'The generator', args: program('prisma/generate.ts'), env: {} }, 'generate', note),
  );
  writeStamp(clientStamp, wanted);
}

/** Brings the database to the newest migration. */
export async function prepareSchema(session: Session, env: Record<string, string>): Promise<void> {
  await session.options.progress.step('Database schema', (note) =>
    session.run({ name: 'The migration', args: program('prisma/migrate.ts'), env }, 'migrate', note),
  );
}

/** Fills an empty database with the demonstration school; leaves any other alone. */
export async function prepareData(session: Session, env: Record<string, string>): Promise<void> {
  await session.options.progress.step('Demonstration data', (note) =>
    session.run({ name: 'The seed', args: program('prisma/seed/main.ts'), env }, 'seed', note),
  );
}

/** Builds the application unless the build at hand was made from the same sources. */
export async function prepareBuild(session: Session, env: Record<string, string>): Promise<void> {
  await session.options.progress.step('Application build', async (note) => {
    const wanted = fingerprint(rootDir, buildInputs);
    if (isBuilt(wanted)) return;
    const args = [packageFile('next', 'dist/bin/next'), 'build'];
    await session.run({ name: 'The build', args, env }, 'build', note);
    writeStamp(buildStamp, wanted);
  });
}

function isBuilt(wanted: string): boolean {
  return existsSync(join(rootDir, '.next/BUILD_ID')) && hasStamp(buildStamp, wanted);
}

function hasStamp(file: string, wanted: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8') === wanted;
}

function writeStamp(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Arguments of `node` to run a TypeScript program of this repository as it stands. */
function program(file: string): string[] {
  return ['--import', 'tsx', join(rootDir, file)];
}
