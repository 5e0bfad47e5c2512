import { join } from 'node:path';

/** Absolute path of the repository. */
export const rootDir = join(import.meta.dirname, '../..');

/** Absolute path of a file inside a package this repository depends on; no shim or shell has to be found to run it. */
export function packageFile(packageName: string, file: string): string {
  return join(rootDir, 'node_modules', packageName, file);
}
