import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files that take part in no build, wherever they lie. */
const ignored = /\.test\.tsx?$|^\.DS_Store$/;

/**
 * A digest of the content and the names of everything under `paths`, relative to `root`; it changes exactly when one of
 * them is changed, added, removed or renamed. Times and modes do not count, so a fresh clone of the same commit is equal.
 */
export function fingerprint(root: string, paths: readonly string[]): string {
  const digest = createHash('sha256');
  for (const file of paths.flatMap((path) => filesAt(root, path)).sort()) {
    const content = createHash('sha256')
      .update(readFileSync(join(root, file)))
      .digest('hex');
    digest.update(`${file}\0${content}\n`);
  }
  return digest.digest('hex');
}

function filesAt(root: string, path: string): string[] {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (stats === undefined) return [];
  return stats.isDirectory() ? filesUnder(root, path) : [path];
}

function filesUnder(root: string, directory: string): string[] {
  const entries: Dirent[] = readdirSync(join(root, directory), { withFileTypes: true });
  return entries
    .filter((entry) => !ignored.test(entry.name))
    .flatMap((entry) => filesAt(root, `${directory}/${entry.name}`));
}
