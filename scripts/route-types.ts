import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Finished, packageFile, rootDir, runNode } from './process';

const stampFile = join(rootDir, '.cache/route-types');
const typesFile = join(rootDir, 'next-env.d.ts');

/** Whether `next-env.d.ts` points to types that are not there, be they the development server's or `next typegen`'s. */
function missesTypes(nextEnv: string): boolean {
  const imports = [...nextEnv.matchAll(/import "\.\/(.+)";/g)].map(([, path = '']) => path);
  return imports.length === 0 || imports.some((path) => !existsSync(join(rootDir, path)));
}

/** Digests everything route types are made from: the routes, how Next is set, its version; empty without types. */
async function currentStamp(): Promise<string> {
  const inApp = await readdir(join(rootDir, 'app'), { recursive: true });
  const nextEnv = await readFile(typesFile, 'utf8').catch(() => '');
  if (missesTypes(nextEnv)) return '';
  const contents = [packageFile('next', 'package.json'), join(rootDir, 'next.config.mjs')];
  const hash = createHash('sha256');
  // A development server that has been here since points next-env.d.ts to types of its own, which nobody keeps up.
  for (const part of [nextEnv, ...inApp.sort()]) hash.update(`${part}\0`);
  for (const file of contents) hash.update(await readFile(file));
  return hash.digest('hex');
}

/**
 * Leaves route types (`PageProps`, `LayoutProps`, `RouteContext`) that fit the routes under `app/`; does nothing when
 * they already do. Needs no build.
 *
 * @returns how `next typegen` ended, or undefined when there was nothing to do
 */
export async function generateRouteTypes(): Promise<Finished | undefined> {
  const present = await readFile(stampFile, 'utf8').catch(() => '');
  const wanted = await currentStamp();
  if (wanted !== '' && present === wanted) return undefined;
  const finished = await runNode([packageFile('next', 'dist/bin/next'), 'typegen'], {
    env: { NEXT_TELEMETRY_DISABLED: '1' },
  });
  if (finished.code !== 0) return finished;
  await mkdir(dirname(stampFile), { recursive: true });
  await writeFile(stampFile, await currentStamp());
  return finished;
}
