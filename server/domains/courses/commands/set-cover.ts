import { buffer } from 'node:stream/consumers';
import type { z } from 'zod';
import type { describeCoverInput, StudioCover, setCoverInput } from '@/server/domains/courses/contract';
import { courseErrors } from '@/server/domains/courses/errors';
import { courseEvents } from '@/server/domains/courses/events';
import { studioCoverOf } from '@/server/domains/courses/queries/covers';
import { requireCourse } from '@/server/domains/courses/queries/require-course';
import {
  type CoverData,
  isOnStaff,
  selectExpecting,
  updateCover,
  updateExpectedCover,
} from '@/server/domains/courses/repo/covers';
import { type Readability, readabilityOf } from '@/server/domains/courses/rules/cover-shade';
import { findPicture, type PictureState } from '@/server/domains/media';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import { lowerPixels } from '@/server/platform/adapters/picture';
import { recordAudit } from '@/server/platform/audit/record';
import type { UseCaseContext, UserContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { isPublicKey } from '@/server/platform/public-key';

type WithStore = { readonly objectStore: ObjectStore };

/** Words over a cover stand in its lower part: this much of its height. */
const wordsShare = 0.45;

const none: CoverData = {
  ...{ coverAssetId: null, nextCoverAssetId: null, coverAlt: '', isCoverDecorative: false },
  ...{ coverContrast: null, coverShadePercent: 0 },
};

async function measure({ objectStore }: WithStore, key: string): Promise<Readability> {
  return readabilityOf(await lowerPixels(await buffer(await objectStore.get(key)), wordsShare));
}

function dataOf(assetId: string, alt: string, { contrast, shadePercent }: Readability): CoverData {
  return {
    ...{ coverAssetId: assetId, nextCoverAssetId: null, coverAlt: alt, isCoverDecorative: alt === '' },
    ...{ coverContrast: contrast, coverShadePercent: shadePercent },
  };
}

/** Others see it with the next version of the course. */
async function announce(tx: Tx, courseId: string): Promise<void> {
  await emit(tx, courseEvents.changed, { courseId, isPublic: false });
}

/** A picture of somebody on the staff, which everybody may see. */
async function requirePicture(ctx: UserContext, courseId: string, assetId: string): Promise<PictureState> {
  const picture = await findPicture(ctx.db, assetId);
  const owner = picture?.ownerId ?? null;
  const isTheirs =
    owner === ctx.actor.userId || (owner !== null && (await isOnStaff(ctx.db, courseId, owner)));
  if (picture === null || !isTheirs || picture.status !== 'ready' || !isPublicKey(picture.key)) {
    throw new AppError(courseErrors.cover_not_found);
  }
  return picture;
}

/**
 * Gives a course another picture as its cover, or none. Also takes back what was done just now: a cover that was removed or
 * replaced stays in the library.
 *
 * @throws AppError `courses/not_found`; `courses/cover_not_found` for a picture that is nobody's of the staff, or not ready.
 */
export async function setCover(
  ctx: UserContext & WithStore,
  input: z.output<typeof setCoverInput>,
): Promise<StudioCover> {
  const { id: courseId } = await requireCourse(ctx, input.courseSlug, 'content.edit');
  const { assetId, alt } = input;
  let data = none;
  if (assetId !== null) {
    const { key } = await requirePicture(ctx, courseId, assetId);
    data = dataOf(assetId, alt, await measure(ctx, key));
  }
  await write(ctx, courseId, data);
  return await studioCoverOf(ctx.db, courseId);
}

async function write(ctx: UserContext, courseId: string, data: CoverData): Promise<void> {
  await transact(ctx.db, async (tx) => {
    await updateCover(tx, courseId, data, ctx.clock.now());
    await announce(tx, courseId);
    const subject = { type: 'course', id: courseId } as const;
    await recordAudit(tx, ctx, { action: 'course.changed', subject, after: { fields: 'cover' } });
  });
}

/**
 * Says anew what the cover of a course shows; nothing makes it a decoration.
 *
 * @throws AppError `courses/not_found`.
 */
export async function describeCover(
  ctx: UserContext,
  { courseSlug, alt }: z.output<typeof describeCoverInput>,
): Promise<StudioCover> {
  const { id: courseId } = await requireCourse(ctx, courseSlug, 'content.edit');
  await write(ctx, courseId, { coverAlt: alt, isCoverDecorative: alt === '' });
  return await studioCoverOf(ctx.db, courseId);
}

/**
 * Shows a picture that has become ready as the cover of every course that waits for it. Doing it again changes nothing.
 *
 * @returns how many courses have it now.
 */
export async function showCover(
  ctx: Pick<UseCaseContext, 'db' | 'clock'> & WithStore,
  assetId: string,
): Promise<number> {
  const courseIds = await selectExpecting(ctx.db, assetId);
  const picture = courseIds.length === 0 ? null : await findPicture(ctx.db, assetId);
  if (picture === null || picture.status !== 'ready') return 0;
  const data = dataOf(assetId, picture.alt, await measure(ctx, picture.key));
  let shown = 0;
  for (const courseId of courseIds) {
    shown += await transact(ctx.db, async (tx) => {
      if (!(await updateExpectedCover(tx, { courseId, assetId }, data, ctx.clock.now()))) return 0;
      await announce(tx, courseId);
      return 1;
    });
  }
  return shown;
}
