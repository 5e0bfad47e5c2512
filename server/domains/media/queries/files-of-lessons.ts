import { selectReadyAssets } from '@/server/domains/media/repo';
import { selectFiles, selectFilesHeld } from '@/server/domains/media/repo/files';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { Conn, Tx } from '@/server/platform/db';

/** What is known of a file that stands in a lesson. */
export type FileFacts = Awaited<ReturnType<typeof selectFiles>>[number];

/** Returns what is known of some files, by id; those that are gone are absent. */
export async function findFiles(conn: Conn, ids: readonly string[]): Promise<ReadonlyMap<string, FileFacts>> {
  if (ids.length === 0) return new Map();
  return new Map((await selectFiles(conn, ids)).map((row) => [row.id, row]));
}

/** As {@link findFiles}, for whoever puts them into a lesson: they cannot go until the transaction ends. */
export async function holdFiles(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, FileFacts>> {
  if (ids.length === 0) return new Map();
  return new Map((await selectFilesHeld(tx, ids)).map((row) => [row.id, row]));
}

/** Long enough to begin a download, too short to pass the address on. */
const addressSeconds = 120;

/**
 * Returns an address under which a ready file can be fetched for two minutes, or null. It comes as an attachment of its
 * name, unless it is to be looked at. The caller has checked that this person may have it.
 */
export async function addressOfFile(
  conn: Conn,
  objectStore: ObjectStore,
  assetId: string,
  as: { readonly name: string } | 'inline',
): Promise<string | null> {
  const [row] = await selectReadyAssets(conn, [assetId]);
  if (row === undefined) return null;
  const { key, contentType } = row;
  const form = as === 'inline' ? {} : { downloadName: as.name };
  return await objectStore.presignGet(key, { expiresInSeconds: addressSeconds, contentType, ...form });
}
