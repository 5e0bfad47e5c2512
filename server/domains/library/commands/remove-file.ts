import type { z } from 'zod';
import type { byAsset } from '@/server/domains/library/contract';
import { libraryErrors } from '@/server/domains/library/errors';
import { findUses } from '@/server/domains/library/queries/find-uses';
import { findOwnFile, removeAsset } from '@/server/domains/media';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

/**
 * Removes a file that nothing uses. Covers and lessons are held by the database; articles, which name a picture in their
 * words, are looked through here.
 *
 * @throws AppError `library/in_use`; `media/not_found`; `media/in_use` when it came into use just now.
 */
export async function removeFile(
  ctx: UserContext,
  { assetId }: z.output<typeof byAsset>,
): Promise<{ assetId: string }> {
  const file = await findOwnFile(ctx.db, ctx.actor.userId, assetId);
  const uses = (file === null ? undefined : (await findUses(ctx, [file])).get(assetId)) ?? [];
  if (uses.length > 0) throw new AppError(libraryErrors.in_use, { details: { count: uses.length } });
  return await removeAsset(ctx, assetId);
}
