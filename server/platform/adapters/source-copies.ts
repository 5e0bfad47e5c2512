import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ObjectStore } from '@/server/platform/adapters/object-store';

/** A copy that nobody has used for so long, in ms, goes. */
const unusedMs = 10 * 60_000;

async function touch(path: string): Promise<boolean> {
  const now = new Date();
  return await utimes(path, now, now).then(
    () => true,
    () => false,
  );
}

async function removeUnused(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    const path = join(dir, name);
    const modifiedMs = (await stat(path).catch(() => null))?.mtimeMs ?? Date.now();
    if (Date.now() - modifiedMs > unusedMs) await rm(path, { force: true });
  }
}

/**
 * Keeps copies of objects on this machine while there is work on them: the pieces of the work follow each other, and
 * the same gigabytes are not fetched for each. What lies under a key here never changes.
 *
 * @returns a function that gives the path of a copy.
 */
export function createSourceCopies(objectStore: Pick<ObjectStore, 'get'>): (key: string) => Promise<string> {
  const dir = join(tmpdir(), 'lyceum-sources');
  return async (key) => {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const path = join(dir, createHash('sha256').update(key).digest('hex'));
    setTimeout(() => void removeUnused(dir).catch(() => undefined), unusedMs + 1_000).unref();
    if (await touch(path)) return path;
    await removeUnused(dir);
    // Under its own name when it is whole: a process that dies in between leaves nothing half.
    const partial = `${path}-${randomUUID()}`;
    await pipeline(await objectStore.get(key), createWriteStream(partial, { mode: 0o600 }));
    await rename(partial, path);
    return path;
  };
}
