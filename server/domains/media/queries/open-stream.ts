import { buffer } from 'node:stream/consumers';
import type { MediaContext } from '@/server/domains/media/context';
import { mediaErrors } from '@/server/domains/media/errors';
import { streamFolder } from '@/server/domains/media/rules/asset-keys';
import { withAddresses } from '@/server/domains/media/rules/playlists';
import { openGrant } from '@/server/domains/media/rules/stream-token';
import { ObjectNotFoundError } from '@/server/platform/adapters/object-store';
import { AppError } from '@/server/platform/errors';

/** A playlist of ours, or of one stream. */
const playlistPath = /^([a-z0-9]+\/index|master)\.m3u8$/;

/**
 * Returns a playlist for the person it was given to. The segments it names have addresses of their own, which work until
 * the grant is over.
 *
 * @throws AppError `media/not_found`, also for a grant of somebody else, one that is over, and one we have not given.
 */
export async function openStream(
  ctx: MediaContext & { readonly secret: string },
  { token, path }: { readonly token: string; readonly path: string },
): Promise<string> {
  const now = ctx.clock.now();
  const grant = openGrant(ctx.secret, token, { userId: ctx.actor.userId, now });
  if (grant === null || !playlistPath.test(path)) throw new AppError(mediaErrors.not_found);
  const folder = streamFolder(grant.folder);
  const expiresInSeconds = Math.ceil((grant.expiresAt - now.getTime()) / 1_000);
  const here = `${folder}${path.slice(0, path.lastIndexOf('/') + 1)}`;
  try {
    const playlist = (await buffer(await ctx.objectStore.get(`${folder}${path}`))).toString('utf8');
    return await withAddresses(playlist, async (name) =>
      name.endsWith('.m3u8')
        ? name
        : await ctx.objectStore.presignGet(`${here}${name}`, { expiresInSeconds }),
    );
  } catch (error) {
    if (error instanceof ObjectNotFoundError) throw new AppError(mediaErrors.not_found, { cause: error });
    throw error;
  }
}
