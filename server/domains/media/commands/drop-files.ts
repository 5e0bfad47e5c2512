import type { z } from 'zod';
import type { mediaEvents } from '@/server/domains/media/events';
import { isFolderTaken } from '@/server/domains/media/repo/processing';
import { privateFolder, publicFolder } from '@/server/domains/media/rules/asset-keys';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { UseCaseContext } from '@/server/platform/context';

/** Keys read at once. */
const page = 200;

type DroppedFiles = z.infer<typeof mediaEvents.filesDropped.schema>;

/** Removes objects that nobody needs any more; returns how many. Doing it again removes nothing more. */
export async function dropFiles(
  { objectStore }: { readonly objectStore: ObjectStore },
  { folder, keys, upload }: DroppedFiles,
): Promise<number> {
  let dropped = 0;
  const drop = async (some: readonly string[]) => {
    for (const key of some) await objectStore.delete(key);
    dropped += some.length;
  };
  if (upload !== null) await objectStore.multipart.abort(upload);
  await drop(keys);
  for (const prefix of folder === null ? [] : [privateFolder(folder), publicFolder(folder)]) {
    for (;;) {
      const found = await objectStore.list(prefix, page);
      await drop(found);
      if (found.length < page) break;
    }
  }
  return dropped;
}

/**
 * Removes what was made of a file that was removed or replaced while it was worked on: its folder was emptied then, and
 * what came into it afterwards nobody would ever remove. The folder of a file that is there stays as it is.
 */
export async function dropLeftovers(
  ctx: Pick<UseCaseContext, 'db'> & { readonly objectStore: ObjectStore },
  folder: string,
): Promise<void> {
  if (!(await isFolderTaken(ctx.db, folder))) await dropFiles(ctx, { folder, keys: [], upload: null });
}
