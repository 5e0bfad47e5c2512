import type { z } from 'zod';
import type { MediaContext } from '@/server/domains/media/context';
import { type beginUploadInput, sizeLimits, type uploadBegun } from '@/server/domains/media/contract';
import { mediaErrors } from '@/server/domains/media/errors';
import { selectSame } from '@/server/domains/media/repo/library';
import {
  deleteUpload,
  insertUpload,
  selectUploadOf,
  type UploadRow,
} from '@/server/domains/media/repo/uploads';
import { sourceKey } from '@/server/domains/media/rules/asset-keys';
import { isTooLarge, type KnownFile, recogniseFile } from '@/server/domains/media/rules/file-kinds';
import { partCount } from '@/server/domains/media/rules/parts';
import { AppError, platformErrors } from '@/server/platform/errors';
import { newId } from '@/server/platform/ids';

type Input = z.output<typeof beginUploadInput>;
type Begun = z.infer<typeof uploadBegun>;

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

/**
 * Begins the upload of a file, or goes on with the one of the same bytes that was left; a file that is in the library
 * already is named instead.
 *
 * @throws AppError `media/type_unsupported`, `media/too_large`.
 */
export async function beginUpload(ctx: MediaContext, input: Input): Promise<Begun> {
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

  const id = newId();
  const key = sourceKey(id);
  const { multipart } = ctx.objectStore;
  const storeUploadId = await multipart.begin(key, contentType);
  const createdAt = ctx.clock.now();
  const row = { id, ownerId, name, bytes, fingerprint, contentType, key, storeUploadId, createdAt };
  if (await insertUpload(ctx.db, row)) {
    return { outcome: 'open', uploadId: id, isWhole: false, arrived: [] };
  }
  // Another tab was faster with the same file.
  await multipart.abort({ key, storeUploadId });
  const winner = await goOn(ctx, await selectUploadOf(ctx.db, ownerId, fingerprint));
  if (winner === null) throw new AppError(mediaErrors.upload_not_found);
  return winner;
}
