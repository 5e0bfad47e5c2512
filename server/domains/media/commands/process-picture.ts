import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { dropLeftovers } from '@/server/domains/media/commands/drop-files';
import type { Announcing } from '@/server/domains/media/context';
import { mediaErrors } from '@/server/domains/media/errors';
import { mediaEvents } from '@/server/domains/media/events';
import {
  type AtWork,
  finishPending,
  insertVariants,
  selectPending,
} from '@/server/domains/media/repo/processing';
import { publicFolder } from '@/server/domains/media/rules/asset-keys';
import { widthsOf } from '@/server/domains/media/rules/picture-widths';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { UseCaseContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';

type Workshop = Pick<UseCaseContext, 'db'> & Announcing & { readonly objectStore: ObjectStore };

/** What unpacks to more pixels than this is no picture for a course, however small its file is. */
const mostPixels = 80_000_000;

const formats = [
  { extension: 'avif', contentType: 'image/avif' },
  { extension: 'webp', contentType: 'image/webp' },
] as const;

type Variant = {
  readonly key: string;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
};

const open = (bytes: Buffer) => sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' });

async function read(bytes: Buffer): Promise<Metadata> {
  // Without the bound, so that a picture of too many pixels is told from a damaged one; nothing is unpacked yet.
  const metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
  if (metadata.width * metadata.height > mostPixels) {
    throw new AppError(mediaErrors.too_many_pixels, { details: { limit: mostPixels / 1_000_000 } });
  }
  return metadata;
}

/** Opens a picture that fits into memory when it is unpacked. @throws AppError `media/too_many_pixels`, `media/no_picture` */
export async function requirePicture(bytes: Buffer): Promise<Sharp> {
  await read(bytes).catch((error: unknown) => {
    if (error instanceof AppError) throw error;
    throw new AppError(mediaErrors.no_picture, { cause: error });
  });
  return open(bytes);
}

/** Turns the picture the right way up and leaves out what a camera wrote into it, the place above all. */
async function encode(
  ctx: Workshop,
  folder: string,
  bytes: Buffer,
  { width, extension, contentType }: { width: number; extension: 'avif' | 'webp'; contentType: string },
): Promise<Variant> {
  const image = open(bytes).autoOrient().resize({ width, withoutEnlargement: true });
  const encoded = extension === 'avif' ? image.avif({ quality: 60, effort: 3 }) : image.webp({ quality: 82 });
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
  // Browsers keep public files for ever, so that a key names its content.
  const hash = createHash('sha256').update(data).digest('hex').slice(0, 16);
  const key = `${publicFolder(folder)}${hash}-${info.width}.${extension}`;
  await ctx.objectStore.put(key, data, { contentType });
  return { key, contentType, width: info.width, height: info.height, bytes: data.byteLength };
}

async function encodeAll(ctx: Workshop, folder: string, bytes: Buffer): Promise<Variant[]> {
  const { autoOrient } = await read(bytes);
  const variants: Variant[] = [];
  for (const width of widthsOf(autoOrient.width))
    for (const format of formats) variants.push(await encode(ctx, folder, bytes, { width, ...format }));
  return variants;
}

/** What has come of the work on a picture. */
export type PictureOutcome = 'ready' | 'over' | 'other_kind';

/**
 * Makes a picture ready: in several sizes as AVIF and WebP, of known dimensions, without what a camera wrote into it.
 *
 * @returns `other_kind` for what is no picture; `over` when it is gone, replaced or ready already.
 * @throws AppError `media/unreadable`, `media/too_many_pixels`.
 */
export async function processPicture(ctx: Workshop, at: AtWork): Promise<PictureOutcome> {
  const asset = await selectPending(ctx.db, at);
  if (asset === null) {
    // An earlier try may have died after its first sizes.
    await dropLeftovers(ctx, at.folder);
    return 'over';
  }
  if (asset.kind !== 'image') return 'other_kind';
  const bytes = await buffer(await ctx.objectStore.get(asset.key));
  const variants = await encodeAll(ctx, at.folder, bytes).catch((error: unknown) => {
    if (error instanceof AppError) throw error;
    throw new AppError(mediaErrors.unreadable, { cause: error });
  });
  const main = variants.findLast(({ contentType }) => contentType === 'image/webp');
  if (main === undefined) throw new AppError(mediaErrors.unreadable);
  const isDone = await transact(ctx.db, async (tx) => {
    const { key, contentType, width, height } = main;
    const ready = { status: 'ready' as const, progressPercent: 100 };
    if (!(await finishPending(tx, at, { ...ready, key, contentType, width, height }))) return false;
    await insertVariants(
      tx,
      variants.map((variant) => ({ id: newId(), assetId: at.assetId, ...variant })),
    );
    await emit(tx, mediaEvents.pictureReady, { assetId: at.assetId });
    // As it was uploaded, it says where and with what it was taken, and nobody needs it any more.
    await emit(tx, mediaEvents.filesDropped, { folder: null, keys: [asset.key], upload: null });
    return true;
  });
  if (!isDone) await dropLeftovers(ctx, at.folder);
  if (asset.ownerId !== null) await ctx.live.announce(asset.ownerId);
  return isDone ? 'ready' : 'over';
}
