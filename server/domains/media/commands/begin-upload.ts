import type { z } from 'zod';
import type { MediaContext } from '@/server/domains/media/context';
import {
  type beginUploadInput,
  libraryLimits,
  sizeLimits,
  type uploadBegun,
} from '@/server/domains/media/contract';
import { mediaErrors } from '@/server/domains/media/errors';
import { selectSame } from '@/server/domains/media/repo/library';
import {
  countUploads,
  deleteUpload,
  insertUpload,
  lockLibrary,
  type NewUpload,
  selectUploadOf,
  sumLibrary,
  type UploadRow,
} from '@/server/domains/media/repo/uploads';
import { sourceKey } from '@/server/domains/media/rules/asset-keys';
import { isTooLarge, type KnownFile, recogniseFile } from '@/server/domains/media/rules/file-kinds';
import { partCount } from '@/server/domains/media/rules/parts';
import { type Conn, type Tx, transact } from '@/server/platform/db';
import { AppError, platformErrors } from '@/server/platform/errors';
import { newId } from '@/server/platform/ids';

type Input = z.output<typeof beginUploadInput>;
type Begun = z.infer<typeof uploadBegun>;

const megabyte = 1_000_000;

/** Refuses a file of another kind or size than courses take; looked at again when all of it has arrived. */
export async function requireKnownFile(start: Uint8Array, bytes: number): Promise<KnownFile> {
  const file = await recogniseFile(start);
  if (file === null) throw new AppError(mediaErrors.type_unsupported);
  if (isTooLarge(file.kind, bytes)) {
    throw new AppError(mediaErrors.too_large, { details: { limit: sizeLimits[file.kind] / 1_000_000 } });
  }
  return file;
}

/** Returns an open upload with its parts in the store; one that the store has forgotten is removed. */
async function goOn(ctx: MediaContext, row: UploadRow | null): Promise<Begun | null> {
  if (row === null) return null;
  const parts = await ctx.objectStore.multipart.listParts(row);
  if (parts !== null) {
    const arrived = parts.map(({ number, sha256 }) => ({ number, sha256 }));
    return { outcome: 'open', uploadId: row.id, isWhole: false, arrived };
  }
  // Put together by a call that then died.
  const whole = await ctx.objectStore.head(row.key);
  if (whole?.size === row.bytes) {
    return { outcome: 'open', uploadId: row.id, isWhole: true, arrived: [] };
  }
  await deleteUpload(ctx.db, row.id);
  return null;
}

/** What bounds a library. */
type Limits = { readonly bytes: number; readonly uploads: number };

/** Refuses what a library has no room for. @throws AppError `media/library_full`, `media/too_many_uploads` */
async function requireRoom(conn: Conn | Tx, ownerId: string, bytes: number, limits: Limits): Promise<void> {
  if ((await countUploads(conn, ownerId)) >= limits.uploads) {
    throw new AppError(mediaErrors.too_many_uploads, { details: { limit: limits.uploads } });
  }
  const left = Math.max(0, limits.bytes - (await sumLibrary(conn, ownerId)));
  if (bytes > left) {
    const details = { left: Math.floor(left / megabyte), limit: Math.floor(limits.bytes / megabyte) };
    throw new AppError(mediaErrors.library_full, { details });
  }
}

/** Notes an upload if there is room for it; false when another tab was faster with the same file. */
async function claim(ctx: MediaContext, row: NewUpload, limits: Limits): Promise<boolean> {
  return await transact(ctx.db, async (tx) => {
    // Ten tabs at once would all see the same room.
    await lockLibrary(tx, row.ownerId);
    if ((await selectUploadOf(tx, row.ownerId, row.fingerprint)) !== null) return false;
    await requireRoom(tx, row.ownerId, row.bytes, limits);
    return await insertUpload(tx, row);
  });
}

/**
 * Begins the upload of a file, or goes on with the one of the same bytes that was left; a file that is in the library
 * already is named instead.
 *
 * @param limits of the library; what is on its way counts.
 * @throws AppError `media/type_unsupported`, `media/too_large`, `media/library_full`, `media/too_many_uploads`.
 */
export async function beginUpload(
  ctx: MediaContext,
  input: Input,
  limits: Limits = libraryLimits,
): Promise<Begun> {
  const { name, bytes, fingerprint } = input;
  const ownerId = ctx.actor.userId;
  if (!fingerprint.endsWith(`-${partCount(bytes)}`)) {
    throw new AppError(platformErrors.invalid_input, { field: 'fingerprint' });
  }
  const { contentType } = await requireKnownFile(Buffer.from(input.head, 'base64'), bytes);
  const same = await selectSame(ctx.db, ownerId, fingerprint);
  if (same !== null) return { outcome: 'known', assetId: same.id, name: same.name };
  const open = await goOn(ctx, await selectUploadOf(ctx.db, ownerId, fingerprint));
  if (open !== null) return open;
  // Before the store is told of an upload that is refused anyway.
  await requireRoom(ctx.db, ownerId, bytes, limits);

  const id = newId();
  const key = sourceKey(id);
  const { multipart } = ctx.objectStore;
  const storeUploadId = await multipart.begin(key, contentType);
  const createdAt = ctx.clock.now();
  const row = { id, ownerId, name, bytes, fingerprint, contentType, key, storeUploadId, createdAt };
  try {
    if (await claim(ctx, row, limits)) return { outcome: 'open', uploadId: id, isWhole: false, arrived: [] };
  } catch (error) {
    await multipart.abort({ key, storeUploadId });
    throw error;
  }
  // Another tab was faster with the same file.
  await multipart.abort({ key, storeUploadId });
  const winner = await goOn(ctx, await selectUploadOf(ctx.db, ownerId, fingerprint));
  if (winner === null) throw new AppError(mediaErrors.upload_not_found);
  return winner;
}
