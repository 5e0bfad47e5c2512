import type { MediaContext } from '@/server/domains/media/context';
import { mediaErrors } from '@/server/domains/media/errors';
import { streamFolder } from '@/server/domains/media/rules/asset-keys';
import { openGrant, type StreamGrant } from '@/server/domains/media/rules/stream-token';
import type { Delivery } from '@/server/platform/adapters/delivery';
import { ObjectNotFoundError, type OpenedObject } from '@/server/platform/adapters/object-store';
import { AppError } from '@/server/platform/errors';

/** What is asked for again and again while a recording plays: segments of a stream, sheets of small pictures. */
const piecePath = /^[a-z0-9]+\/[A-Za-z0-9_-]+\.(ts|aac|jpg)$/;

/** What names the pieces, by names that lead back to us: a playlist of ours or of one stream, the track of thumbnails. */
const listPath = /^(master|[a-z0-9]+\/index)\.m3u8$|^thumbs\/track\.vtt$/;

/** How an object that a grant names alone is asked for. */
const filePath = 'file';

/** How long, in ms, an address of the delivery works: until the reader's player has followed it. */
const deliveryMs = 60_000;

/** What a reader gets: the bytes, or the address they are at for the next moment. */
export type Played = { readonly object: OpenedObject } | { readonly address: string };

function keyOf(grant: StreamGrant, path: string): string | null {
  if ('key' in grant) return path === filePath ? grant.key : null;
  return piecePath.test(path) || listPath.test(path) ? `${streamFolder(grant.folder)}${path}` : null;
}

/**
 * Opens a piece of a recording (a playlist, a segment, a poster) for the person whom it was given to. Every piece is asked
 * for here, so that none is open to another account, to nobody, or later than its grant.
 *
 * @param range the value of the header `Range`, null for all of it.
 * @throws AppError `media/not_found`, also for a grant of somebody else, one that is over, and one we have not given;
 *   RangeError for a stretch that lies behind the end.
 */
export async function openStream(
  ctx: MediaContext & { readonly secret: string; readonly delivery: Delivery | null },
  { token, path, range }: { readonly token: string; readonly path: string; readonly range: string | null },
): Promise<Played> {
  const now = ctx.clock.now();
  const grant = openGrant(ctx.secret, token, { userId: ctx.actor.userId, now });
  const key = grant === null ? null : keyOf(grant, path);
  if (key === null) throw new AppError(mediaErrors.not_found);
  // Lists are small, and captions are read by a script of the browser: both stay with us.
  const isLarge = !listPath.test(path) && !key.endsWith('.vtt');
  if (ctx.delivery !== null && isLarge) {
    return { address: ctx.delivery.addressOf(key, new Date(now.getTime() + deliveryMs)) };
  }
  try {
    return { object: await ctx.objectStore.open(key, range) };
  } catch (error) {
    if (error instanceof ObjectNotFoundError) throw new AppError(mediaErrors.not_found, { cause: error });
    throw error;
  }
}
