import type { z } from 'zod';
import { dropLeftovers } from '@/server/domains/media/commands/drop-files';
import type { Announcing } from '@/server/domains/media/context';
import type { AssetKind, byAsset } from '@/server/domains/media/contract';
import { mediaErrors } from '@/server/domains/media/errors';
import { mediaEvents } from '@/server/domains/media/events';
import {
  type AtWork,
  failPending,
  restartFailed,
  selectPending,
} from '@/server/domains/media/repo/processing';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { UseCaseContext, UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

const reasons = [
  'unreadable',
  'too_long',
  'too_many_pixels',
  'nothing_to_play',
  'other_kind',
  'encrypted',
] as const;

/**
 * Notes why a file cannot be made ready, so that its owner can put another in its place.
 *
 * @param kinds what the work that failed is for: all work begins by the same event, and looks whether it is meant.
 */
export async function failProcessing(
  ctx: Pick<UseCaseContext, 'db'> & Announcing & { readonly objectStore: ObjectStore },
  at: AtWork,
  kinds: readonly AssetKind[],
  code: string,
): Promise<void> {
  const failure = reasons.find((reason) => code === mediaErrors[reason].code) ?? 'processing_failed';
  const asset = await selectPending(ctx.db, at);
  if (!(await failPending(ctx.db, at, kinds, failure))) {
    // What is removed while it is read fails; what was made of it until then has to go.
    await dropLeftovers(ctx, at.folder);
  }
  if (asset?.ownerId != null) await ctx.live.announce(asset.ownerId);
}

/**
 * Tries once more to make a file ready.
 *
 * @throws AppError `media/not_failed`.
 */
export async function retryProcessing(
  ctx: UserContext,
  { assetId }: z.output<typeof byAsset>,
): Promise<{ assetId: string }> {
  await transact(ctx.db, async (tx) => {
    const folder = await restartFailed(tx, ctx.actor.userId, assetId);
    if (folder === null) throw new AppError(mediaErrors.not_failed);
    await emit(tx, mediaEvents.assetUploaded, { assetId, folder });
  });
  return { assetId };
}
