import type { z } from 'zod';
import type { byUpload } from '@/server/domains/media/contract';
import { mediaErrors } from '@/server/domains/media/errors';
import { mediaEvents } from '@/server/domains/media/events';
import {
  deleteUpload,
  selectAbandoned,
  selectUpload,
  type UploadRow,
} from '@/server/domains/media/repo/uploads';
import type { UseCaseContext, UserContext } from '@/server/platform/context';
import { type Db, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

/** Whoever has not come back to an upload after this long, in ms, will not: long holidays are over by then. */
const abandonedAfterMs = 14 * 86_400_000;

/** Claims the end of an upload, so that nobody completes it; false when somebody was faster. The store is told later. */
async function end(db: Db, { id, key, storeUploadId }: UploadRow): Promise<boolean> {
  return await transact(db, async (tx) => {
    if (!(await deleteUpload(tx, id))) return false;
    const upload = { key, storeUploadId };
    await emit(tx, mediaEvents.filesDropped, { folder: id, keys: [], upload });
    return true;
  });
}

/**
 * Gives an upload up, with all that has arrived of it.
 *
 * @throws AppError `media/upload_not_found`.
 */
export async function cancelUpload(
  ctx: UserContext,
  { uploadId }: z.output<typeof byUpload>,
): Promise<{ uploadId: string }> {
  const upload = await selectUpload(ctx.db, ctx.actor.userId, uploadId);
  if (upload === null || !(await end(ctx.db, upload))) throw new AppError(mediaErrors.upload_not_found);
  return { uploadId };
}

/** Ends uploads that nobody has come back to, at most `limit`; returns how many. */
export async function endAbandonedUploads(
  ctx: Pick<UseCaseContext, 'db' | 'clock'>,
  limit: number,
): Promise<number> {
  const before = new Date(ctx.clock.now().getTime() - abandonedAfterMs);
  const uploads = await selectAbandoned(ctx.db, before, limit);
  for (const upload of uploads) await end(ctx.db, upload);
  return uploads.length;
}
