import { mediaEvents } from '@/server/domains/media/events';
import { deleteOrphan, selectOrphans, updateOrphan } from '@/server/domains/media/repo/orphans';
import type { UseCaseContext } from '@/server/platform/context';
import { isReferenced, transact } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

/** Files of erased people that are to be looked at. */
export type Orphan = Awaited<ReturnType<typeof selectOrphans>>[number];

/** A file that is used may be taken out of its course later; it is looked at again after so long, in ms. */
const lookAgainMs = 30 * 86_400_000;

/** Lists files of erased people whose time to be looked at has come, at most `limit`. */
export async function listOrphans(
  ctx: Pick<UseCaseContext, 'db' | 'clock'>,
  limit: number,
): Promise<Orphan[]> {
  return await selectOrphans(ctx.db, ctx.clock.now(), limit);
}

/** Removes a file of an erased person with everything made for it; false when something holds it after all. */
export async function removeOrphan(
  ctx: Pick<UseCaseContext, 'db'>,
  { id, key, folder, posterKey, captions }: Orphan,
): Promise<boolean> {
  try {
    await transact(ctx.db, async (tx) => {
      if (!(await deleteOrphan(tx, id))) return;
      const posters = posterKey === null ? [] : [posterKey];
      const keys = [key, ...posters, ...captions.map((one) => one.key)];
      await emit(tx, mediaEvents.filesDropped, { folder, keys, upload: null });
    });
    return true;
  } catch (error) {
    if (isReferenced(error)) return false;
    throw error;
  }
}

/**
 * Leaves a file of an erased person to the course that uses it, as it was made for courses: a recording as it was uploaded,
 * with what a camera or a program wrote into it, goes. Pictures have lost theirs when they were made ready.
 */
export async function keepOrphan(
  ctx: Pick<UseCaseContext, 'db' | 'clock'>,
  { id, key, streamKey }: Orphan,
): Promise<void> {
  const orphanDueAt = new Date(ctx.clock.now().getTime() + lookAgainMs);
  await transact(ctx.db, async (tx) => {
    const isSource = streamKey !== null && key !== streamKey;
    await updateOrphan(tx, id, { orphanDueAt, ...(isSource ? { key: streamKey } : {}) });
    if (isSource) await emit(tx, mediaEvents.filesDropped, { folder: null, keys: [key], upload: null });
  });
}
