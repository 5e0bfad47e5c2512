import { buffer } from 'node:stream/consumers';
import type { z } from 'zod';
import { requirePicture } from '@/server/domains/media/commands/process-picture';
import { reading } from '@/server/domains/media/commands/process-recording';
import type { Announcing, MediaContext } from '@/server/domains/media/context';
import type { posterChosen, setPosterInput } from '@/server/domains/media/contract';
import { mediaErrors } from '@/server/domains/media/errors';
import { mediaEvents } from '@/server/domains/media/events';
import { type LibraryAsset, selectOwn } from '@/server/domains/media/repo/library';
import { type PosterChange, selectForPoster, updatePoster } from '@/server/domains/media/repo/posters';
import { ownPosterKey, posterKey, privateFolder } from '@/server/domains/media/rules/asset-keys';
import { ladderOf } from '@/server/domains/media/rules/ladder';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { Transcoder } from '@/server/platform/adapters/transcoder';
import type { UseCaseContext, UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';

type Chosen = z.infer<typeof posterChosen>;
type Input = z.output<typeof setPosterInput>;
type Film = LibraryAsset & { readonly folder: string };

/** A poster is no wider than this, in pixels. */
const widest = 1_920;

async function requireFilm(ctx: UserContext, assetId: string): Promise<Film> {
  const asset = await selectOwn(ctx.db, ctx.actor.userId, assetId);
  const { folder, kind, status } = asset ?? {};
  if (asset == null || folder == null || kind !== 'video' || status !== 'ready') {
    throw new AppError(mediaErrors.not_found);
  }
  return { ...asset, folder };
}

/** Puts a poster in the place of another, which goes unless it is one of those to choose from. */
async function put(ctx: Pick<UseCaseContext, 'db'>, change: PosterChange): Promise<boolean> {
  return await transact(ctx.db, async (tx) => {
    const old = await updatePoster(tx, change);
    if (old === null) return false;
    const choices = Array.from({ length: old.posterChoices }, (_, choice) =>
      posterKey(change.folder, choice),
    );
    const isDropped =
      old.posterKey !== null && old.posterKey !== change.key && !choices.includes(old.posterKey);
    const keys = isDropped && old.posterKey !== null ? [old.posterKey] : [];
    if (isDropped) await emit(tx, mediaEvents.filesDropped, { folder: null, keys, upload: null });
    return true;
  });
}

/** Makes a poster of a picture of the library; of one that is not ready yet as well, because it is encoded anew here. */
async function encodePicture(ctx: MediaContext, film: Film, pictureId: string): Promise<string> {
  const picture = await selectOwn(ctx.db, ctx.actor.userId, pictureId);
  if (picture === null || picture.kind !== 'image') throw new AppError(mediaErrors.no_picture);
  const bytes = await buffer(await ctx.objectStore.get(picture.key));
  const image = await requirePicture(bytes);
  const encoded = await image
    .autoOrient()
    .resize({ width: widest, withoutEnlargement: true })
    .flatten({ background: '#000' })
    .jpeg({ quality: 82, mozjpeg: true })
    .toBuffer()
    .catch((error: unknown) => {
      throw new AppError(mediaErrors.no_picture, { cause: error });
    });
  const key = ownPosterKey(film.folder, newId());
  await ctx.objectStore.put(key, encoded, { contentType: 'image/jpeg' });
  return key;
}

/**
 * Chooses what a video shows before it plays: one of the stills that were made of it, a picture of the library, or its
 * picture at a moment, which is made in the background.
 *
 * @returns `chosen`, or `making` for a moment: a live stream tells when it is there.
 * @throws AppError `media/not_found` for what is no ready video of theirs, `media/no_picture`, `media/too_many_pixels`.
 */
export async function setPoster(ctx: MediaContext, { assetId, from }: Input): Promise<Chosen> {
  const film = await requireFilm(ctx, assetId);
  const { folder } = film;
  if (from.kind === 'moment') {
    const event = { assetId, folder, posterId: newId(), atMs: Math.min(from.atMs, film.durationMs ?? 0) };
    await transact(ctx.db, async (tx) => await emit(tx, mediaEvents.posterWanted, event));
    return { assetId, outcome: 'making' };
  }
  if (from.kind === 'still' && from.choice >= film.posterChoices) throw new AppError(mediaErrors.no_picture);
  const key =
    from.kind === 'still' ? posterKey(folder, from.choice) : await encodePicture(ctx, film, from.pictureId);
  if (!(await put(ctx, { assetId, folder, key }))) throw new AppError(mediaErrors.not_found);
  return { assetId, outcome: 'chosen' };
}

type Workshop = Pick<UseCaseContext, 'db'> &
  Announcing & { readonly objectStore: ObjectStore; readonly transcoder: Transcoder };

/**
 * Makes the picture of a video at a moment its poster.
 *
 * @returns null while a service elsewhere is still at it; `over` when the video is gone or replaced.
 * @throws AppError `media/unreadable`.
 */
export async function makePoster(
  ctx: Workshop,
  { assetId, folder, posterId, atMs }: z.infer<typeof mediaEvents.posterWanted.schema>,
): Promise<'made' | 'over' | null> {
  const film = await selectForPoster(ctx.db, { assetId, folder });
  const { width, height } = film ?? {};
  if (film === null || width == null || height == null) return 'over';
  const [size] = ladderOf({ width, height }).slice(-1);
  if (size === undefined) return 'over';
  const key = ownPosterKey(folder, posterId);
  const rendered = await reading(async () =>
    ctx.transcoder.render({
      ...{ kind: 'stills', source: { key: film.key, contentType: film.contentType } },
      ...{ folder: privateFolder(folder), width: size.width, height: size.height },
      shots: [{ name: key.slice(privateFolder(folder).length), atSeconds: atMs / 1_000 }],
    }),
  );
  if (rendered === null) return null;
  const isPut = await put(ctx, { assetId, folder, key });
  if (!isPut) await ctx.objectStore.delete(key);
  if (film.ownerId !== null) await ctx.live.announce(film.ownerId);
  return isPut ? 'made' : 'over';
}
