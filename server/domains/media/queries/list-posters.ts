import type { z } from 'zod';
import type { posterList } from '@/server/domains/media/contract';
import { mediaErrors } from '@/server/domains/media/errors';
import { selectOwn } from '@/server/domains/media/repo/library';
import { posterKey } from '@/server/domains/media/rules/asset-keys';
import { objectAddress } from '@/server/domains/media/rules/playback-urls';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

/**
 * Returns the poster of a video of the caller's and the stills it can be chosen from, by addresses for them only.
 *
 * @throws AppError `media/not_found`.
 */
export async function listPosters(
  ctx: UserContext & { readonly secret: string },
  assetId: string,
): Promise<z.infer<typeof posterList>> {
  const asset = await selectOwn(ctx.db, ctx.actor.userId, assetId);
  if (asset === null || asset.kind !== 'video') throw new AppError(mediaErrors.not_found);
  const reader = { userId: ctx.actor.userId, now: ctx.clock.now(), secret: ctx.secret };
  const { folder, posterChoices, posterKey: present } = asset;
  const keys =
    folder === null ? [] : Array.from({ length: posterChoices }, (_, choice) => posterKey(folder, choice));
  return {
    choices: keys.map((key, choice) => ({
      choice,
      url: objectAddress(key, reader),
      isChosen: key === present,
    })),
    presentUrl: present === null ? null : objectAddress(present, reader),
    present: present === null ? null : present.slice(present.lastIndexOf('/') + 1),
    isOwn: present !== null && !keys.includes(present),
  };
}
