import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';

const TEMPORARY = '.tmp';

/** Makes a rename or removal inside a folder survive a power cut, where the platform can. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows cannot open a folder; its file system orders the rename itself.
  }
}

/** Replaces a JSON file so that a crash leaves either the old content or the new, never a mixture. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  const temporary = `${file}.${randomUUID()}${TEMPORARY}`;
  const handle = await open(temporary, 'wx');
  try {
    await handle.writeFile(JSON.stringify(value));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  await syncFolder(path.dirname(file));
}

/** Removes a file for good; a missing one is no error. */
export async function removeDurably(file: string): Promise<void> {
  await rm(file, { force: true });
  await syncFolder(path.dirname(file));
}

/** The value of a JSON file. @throws when it is missing or has another shape */
export async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** The JSON files of a folder; what an interrupted write left behind is removed. */
export async function listJson(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  const leftovers = names.filter((name) => name.endsWith(TEMPORARY));
  await Promise.all(leftovers.map((name) => rm(path.join(folder, name), { force: true })));
  return names.filter((name) => name.endsWith('.json')).map((name) => path.join(folder, name));
}
