import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fingerprint, readSchema } from './schema-files';

const require = createRequire(import.meta.url);
const rootDir = join(import.meta.dirname, '..');
const stampFile = join(import.meta.dirname, 'generated', '.fingerprint');

/** `generate` wants a schema engine to exist but never runs it; any executable keeps it from downloading one. */
const offlineEnv = {
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
};

async function currentFingerprint(): Promise<string> {
  const { files } = await readSchema();
  const cli = await readFile(require.resolve('prisma/package.json'), 'utf8');
  return fingerprint([cli, ...files.flatMap((file) => [basename(file.path), file.content])]);
}

function runPrismaGenerate(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [require.resolve('prisma/build/index.js'), 'generate'], {
      cwd: rootDir,
      env: { ...process.env, ...offlineEnv },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => output.push(String(chunk)));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`prisma generate ended with code ${code}:\n${output.join('').trim()}`));
    });
  });
}

/**
 * Leaves a client in `prisma/generated` that fits the schema; does nothing when it already does.
 *
 * Needs no network and no install script.
 *
 * @returns whether a client was written
 */
export async function generate(): Promise<boolean> {
  const wanted = await currentFingerprint();
  const present = await readFile(stampFile, 'utf8').catch(() => '');
  if (present === wanted) return false;
  await runPrismaGenerate();
  await writeFile(stampFile, wanted);
  return true;
}

if (process.argv[1] === import.meta.filename) {
  console.info(
    (await generate()) ? 'Prisma client written to prisma/generated.' : 'Prisma client is up to date.',
  );
}
