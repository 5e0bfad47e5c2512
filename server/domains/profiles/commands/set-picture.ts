import { createHash } from 'node:crypto';
import { announceChange } from '@/server/domains/profiles/announce';
import { mostPictureBytes, type OwnProfile, type PictureCrop } from '@/server/domains/profiles/contract';
import { profileErrors } from '@/server/domains/profiles/errors';
import { getOwnProfile } from '@/server/domains/profiles/queries/own-profile';
import { findAccount, pictureFiles, pictureKey, replacePicture } from '@/server/domains/users';
import type { Actor } from '@/server/platform/actor';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import { encodeSquares, PictureError } from '@/server/platform/adapters/picture';
import type { UploadsPort } from '@/server/platform/adapters/uploads';
import { recordAudit } from '@/server/platform/audit/record';
import type { UseCaseContext, UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/** What taking a picture works with. */
export type PictureContext = Pick<UseCaseContext, 'db' | 'clock'> & {
  readonly objectStore: ObjectStore;
  readonly uploads: UploadsPort;
};

/** A picture somebody has sent, and what of it they want. */
type SentPicture = { readonly userId: string; readonly uploadKey: string; readonly crop: PictureCrop };

/** Sides of the two sizes, in pixels: a page of one's own, and lists, each for screens of double density. */
const sides = { large: 384, small: 96 } as const;

const refusals = {
  unreadable: profileErrors.picture_unreadable,
  too_small: profileErrors.picture_too_small,
  too_large: profileErrors.picture_too_large,
} as const;

async function setPicture(ctx: UseCaseContext, userId: string, key: string | null): Promise<boolean> {
  return await transact(ctx.db, async (tx) => {
    if (!(await replacePicture(tx, userId, key))) return false;
    await announceChange(tx, userId, { hasMoved: false });
    const subject = { type: 'user', id: userId } as const;
    await recordAudit(tx, ctx, { action: 'profile.changed', subject, after: { fields: ['picture'] } });
    return true;
  });
}

/** Nobody who can be here any more has a picture; null for them. */
async function findSender(ctx: PictureContext, userId: string): Promise<Actor | null> {
  const account = await findAccount(ctx.db, userId);
  if (account === null || account.erasedAt !== null || account.suspendedAt !== null) return null;
  return { kind: 'user', userId, role: account.role };
}

/**
 * Makes an uploaded picture the one of the person who sent it: squares of our own making, so that nothing of the file is
 * kept but what is seen of it. The upload is removed in any case. Doing it again changes nothing.
 *
 * @throws AppError `profiles/picture_unreadable`, `profiles/picture_too_small`, `profiles/picture_too_large`; `profiles/not_found` for who is gone.
 */
export async function takePicture(ctx: PictureContext, sent: SentPicture): Promise<void> {
  try {
    await keepPicture(ctx, sent);
  } catch (error) {
    // What is refused by a rule stays refused; after any other failure the service asks again, with the same file.
    if (error instanceof AppError) await ctx.uploads.delete([sent.uploadKey]);
    throw error;
  }
  await ctx.uploads.delete([sent.uploadKey]);
}

async function keepPicture(ctx: PictureContext, { userId, uploadKey, crop }: SentPicture): Promise<void> {
  const actor = await findSender(ctx, userId);
  if (actor === null) throw new AppError(profileErrors.not_found);
  const bytes = await ctx.uploads.read(uploadKey, mostPictureBytes);
  // Taken already, by the same call that came before.
  if (bytes === null) return;
  const squares = await encode(bytes, crop);
  // One upload has one key, however often we are told of it.
  const key = pictureKey(createHash('sha256').update(uploadKey).digest('hex').slice(0, 32));
  const files = pictureFiles(key);
  const options = { contentType: 'image/webp' };
  await ctx.objectStore.put(files.large, squares.large, options);
  await ctx.objectStore.put(files.small, squares.small, options);
  if (await setPicture({ ...ctx, actor }, userId, key)) return;
  const account = await findAccount(ctx.db, userId);
  if (account?.picture != null) return;
  // The account was emptied meanwhile: nobody would know of these files.
  await removePictureFiles(ctx, key);
}

async function encode(bytes: Uint8Array, crop: PictureCrop) {
  try {
    return await encodeSquares(bytes, crop, sides);
  } catch (error) {
    if (!(error instanceof PictureError)) throw error;
    throw new AppError(refusals[error.reason], { cause: error, details: { limit: sides.small } });
  }
}

/** Takes the caller's picture away; initials stand in its place. */
export async function removePicture(ctx: UserContext): Promise<OwnProfile> {
  await setPicture(ctx, ctx.actor.userId, null);
  return await getOwnProfile(ctx);
}

/** Removes the files of a picture; those that are gone are no error. */
export async function removePictureFiles(
  ctx: Pick<PictureContext, 'objectStore'>,
  key: string,
): Promise<void> {
  for (const file of Object.values(pictureFiles(key))) await ctx.objectStore.delete(file);
}
