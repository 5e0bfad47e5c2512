import { mediaErrors } from '@/server/domains/media/errors';
import { mediaEvents } from '@/server/domains/media/events';
import { deleteOwn, selectOwn } from '@/server/domains/media/repo/library';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { isReferenced, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

/**
 * Removes a file of the caller's library with everything made for it. A course or a lesson that has it keeps it: the
 * database refuses, whoever was faster.
 *
 * @throws AppError `media/not_found`, `media/in_use`.
 */
export async function removeAsset(ctx: UserContext, assetId: string): Promise<{ assetId: string }> {
  const ownerId = ctx.actor.userId;
  try {
    await transact(ctx.db, async (tx) => {
      const asset = await selectOwn(tx, ownerId, assetId);
      if (asset === null || !(await deleteOwn(tx, ownerId, assetId))) {
        throw new AppError(mediaErrors.not_found);
      }
      const { key, posterKey, captions, folder, kind, bytes } = asset;
      const posters = posterKey === null ? [] : [posterKey];
      const keys = [key, ...posters, ...captions.map((one) => one.key)];
      await emit(tx, mediaEvents.filesDropped, { folder, keys, upload: null });
      const subject = { type: 'asset', id: assetId } as const;
      await recordAudit(tx, ctx, { action: 'asset.removed', subject, before: { kind, bytes } });
    });
  } catch (error) {
    if (isReferenced(error)) throw new AppError(mediaErrors.in_use, { cause: error });
    throw error;
  }
  return { assetId };
}
