import type { z } from 'zod';
import type { mediaEvents } from '@/server/domains/media/events';
import { privateFolder, publicFolder } from '@/server/domains/media/rules/asset-keys';
import type { ObjectStore } from '@/server/platform/adapters/object-store';

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
