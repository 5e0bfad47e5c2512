import type { z } from 'zod';
import { requireKnownFile } from '@/server/domains/media/commands/begin-upload';
import type { MediaContext } from '@/server/domains/media/context';
import { type completeUploadInput, headBytes, type uploadCompleted } from '@/server/domains/media/contract';
import { mediaErrors } from '@/server/domains/media/errors';
import { mediaEvents } from '@/server/domains/media/events';
import {
  insertAsset,
  selectByFolder,
  selectOwnLocked,
  selectSame,
  updateBytes,
} from '@/server/domains/media/repo/library';
import { deleteUpload, selectUpload, type UploadRow } from '@/server/domains/media/repo/uploads';
import type { KnownFile } from '@/server/domains/media/rules/file-kinds';
import { areWhole } from '@/server/domains/media/rules/parts';
import { type Conn, type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

type Completed = z.infer<typeof uploadCompleted>;

/** Has the store put the parts together, once they are exactly the file that was announced. */
async function assemble({ objectStore }: MediaContext, upload: UploadRow): Promise<void> {
  const parts = await objectStore.multipart.listParts(upload);
  if (parts !== null) {
    if (!areWhole(parts, upload)) throw new AppError(mediaErrors.parts_missing);
    if (await objectStore.multipart.complete(upload, parts)) return;
  }
  // A call that died after this step has put it together already.
  const whole = await objectStore.head(upload.key);
  if (whole?.size !== upload.bytes) throw new AppError(mediaErrors.parts_missing);
}

/** Looks at what has really arrived: what a browser said of its first bytes proves nothing. */
async function recognise(ctx: MediaContext, upload: UploadRow): Promise<KnownFile> {
  const start = await ctx.objectStore.getStart(upload.key, headBytes);
  try {
    return await requireKnownFile(start, upload.bytes);
  } catch (error) {
    await transact(ctx.db, async (tx) => {
      if (await deleteUpload(tx, upload.id)) await emit(tx, mediaEvents.filesDropped, dropOf(upload.id));
    });
    throw error;
  }
}

const dropOf = (folder: string) => ({ folder, keys: [], upload: null });

/** What an upload has become that somebody else has ended: its file, if it was completed and not given up. */
async function finished(ctx: MediaContext, conn: Conn | Tx, uploadId: string): Promise<Completed> {
  const asset = await selectByFolder(conn, ctx.actor.userId, uploadId);
  if (asset === null) throw new AppError(mediaErrors.upload_not_found);
  return { outcome: 'new', assetId: asset.id, name: asset.name };
}

type NewFile = KnownFile & {
  readonly status: 'pending';
  readonly name: string;
  readonly bytes: number;
  readonly fingerprint: string;
  readonly key: string;
  readonly folder: string;
};

/** Puts other bytes into a file that could not be made ready, which stays where it is used; what was made of the old ones goes. */
async function replace(tx: Tx, ownerId: string, assetId: string, file: NewFile): Promise<void> {
  const old = await selectOwnLocked(tx, ownerId, assetId);
  if (old === null) throw new AppError(mediaErrors.not_found);
  if (old.kind !== file.kind) throw new AppError(mediaErrors.other_kind);
  // What readers see already, or will see in a moment, is not taken from under them.
  if (old.status !== 'failed') throw new AppError(mediaErrors.not_failed);
  await updateBytes(tx, assetId, file);
  const keys = [old.key, ...(old.posterKey === null ? [] : [old.posterKey])];
  await emit(tx, mediaEvents.filesDropped, { folder: old.folder, keys, upload: null });
}

async function keep(
  ctx: MediaContext,
  upload: UploadRow,
  known: KnownFile,
  replaces: string | undefined,
): Promise<Completed> {
  const { id, name, bytes, fingerprint, key } = upload;
  const ownerId = ctx.actor.userId;
  const file: NewFile = { ...known, status: 'pending', name, bytes, fingerprint, key, folder: id };
  return await transact(ctx.db, async (tx) => {
    if (!(await deleteUpload(tx, id))) return await finished(ctx, tx, id);
    const assetId = replaces ?? id;
    const row = { id, ...file, ownerId, createdAt: ctx.clock.now() };
    const isNew = replaces === undefined ? await insertAsset(tx, row) : true;
    if (replaces !== undefined) await replace(tx, ownerId, replaces, file);
    if (isNew) {
      await emit(tx, mediaEvents.assetUploaded, { assetId, folder: id });
      return { outcome: 'new', assetId, name };
    }
    const same = await selectSame(tx, ownerId, fingerprint);
    if (same === null) throw new AppError(mediaErrors.upload_not_found);
    await emit(tx, mediaEvents.filesDropped, dropOf(id));
    return { outcome: 'known', assetId: same.id, name: same.name };
  });
}

/**
 * Takes an uploaded file into the library, once every byte of it has arrived and been verified; or puts it in the place
 * of a file that could not be made ready. Repeating it gives the same answer.
 *
 * @throws AppError `media/upload_not_found`, `media/parts_missing`, `media/type_unsupported`, `media/too_large`;
 *   `media/not_found`, `media/other_kind` and `media/not_failed` for the file to be replaced.
 */
export async function completeUpload(
  ctx: MediaContext,
  { uploadId, replaces }: z.output<typeof completeUploadInput>,
): Promise<Completed> {
  const upload = await selectUpload(ctx.db, ctx.actor.userId, uploadId);
  if (upload === null) return await finished(ctx, ctx.db, uploadId);
  await assemble(ctx, upload);
  return await keep(ctx, upload, await recognise(ctx, upload), replaces);
}
