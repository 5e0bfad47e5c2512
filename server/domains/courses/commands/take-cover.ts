import { createHash } from 'node:crypto';
import {
  type CoverWish,
  coverShape,
  leastCoverWidth,
  mostCoverBytes,
} from '@/server/domains/courses/contract';
import { courseErrors } from '@/server/domains/courses/errors';
import { requireCourse } from '@/server/domains/courses/queries/require-course';
import { updateCover } from '@/server/domains/courses/repo/covers';
import { keepPicture, storePicture } from '@/server/domains/media';
import { findAccount } from '@/server/domains/users';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import { cutPicture, PictureError } from '@/server/platform/adapters/picture';
import type { UploadsPort } from '@/server/platform/adapters/uploads';
import { recordAudit } from '@/server/platform/audit/record';
import type { UseCaseContext, UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

type CoverContext = Pick<UseCaseContext, 'db' | 'clock'> & {
  readonly objectStore: ObjectStore;
  readonly uploads: UploadsPort;
};

type SentCover = { readonly userId: string; readonly uploadKey: string; readonly wish: CoverWish };

const refusals = {
  unreadable: courseErrors.cover_unreadable,
  too_small: courseErrors.cover_too_small,
  too_large: courseErrors.cover_too_large,
} as const;

/** As wide as the widest variant that is made of it. */
const mostWidth = 1_920;

/** One upload has one picture, however often we are told of it: a UUID made of its key (RFC 9562, version 8). */
function pictureIdOf(uploadKey: string): string {
  const hex = createHash('sha256').update(uploadKey).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

async function cut(bytes: Uint8Array, wish: CoverWish): Promise<Buffer> {
  try {
    return await cutPicture(bytes, wish, { shape: coverShape, leastWidth: leastCoverWidth, mostWidth });
  } catch (error) {
    if (!(error instanceof PictureError)) throw error;
    throw new AppError(refusals[error.reason], { cause: error, details: { limit: leastCoverWidth } });
  }
}

/** Nobody who can be here any more chooses a cover. */
async function senderOf(ctx: CoverContext, userId: string): Promise<UserContext> {
  const account = await findAccount(ctx.db, userId);
  if (account === null || account.erasedAt !== null || account.suspendedAt !== null) {
    throw new AppError(courseErrors.not_found);
  }
  return { ...ctx, actor: { kind: 'user', userId, role: account.role } };
}

async function keep(ctx: CoverContext, { userId, uploadKey, wish }: SentCover): Promise<void> {
  const sender = await senderOf(ctx, userId);
  const course = await requireCourse(sender, wish.courseSlug, 'content.edit');
  const bytes = await ctx.uploads.read(uploadKey, mostCoverBytes);
  // Taken already, by the same call that came before.
  if (bytes === null) return;
  const picture = await cut(bytes, wish);
  const id = pictureIdOf(uploadKey);
  await storePicture(ctx.objectStore, id, picture);
  const at = ctx.clock.now();
  await transact(ctx.db, async (tx) => {
    const kept = { id, ownerId: userId, name: `${course.slug}.webp`, alt: wish.alt };
    if (!(await keepPicture(tx, { ...kept, bytes: picture.byteLength, at }))) return;
    await updateCover(tx, course.id, { nextCoverAssetId: id }, at);
    const subject = { type: 'course', id: course.id } as const;
    await recordAudit(tx, sender, { action: 'course.changed', subject, after: { fields: 'cover' } });
  });
}

/**
 * Takes an uploaded picture for the cover of a course: cut to its shape, into the library of whoever sent it, to be made
 * ready there; then `showCover` puts it in the place of the present one. The upload is removed in any case. Doing it again
 * changes nothing.
 *
 * @throws AppError `courses/cover_unreadable`, `courses/cover_too_small`, `courses/cover_too_large`; `courses/not_found`.
 */
export async function takeCover(ctx: CoverContext, sent: SentCover): Promise<void> {
  try {
    await keep(ctx, sent);
  } catch (error) {
    // What is refused by a rule stays refused; after any other failure the service asks again, with the same file.
    if (error instanceof AppError) await ctx.uploads.delete([sent.uploadKey]);
    throw error;
  }
  await ctx.uploads.delete([sent.uploadKey]);
}
