import {
  clearExportKey,
  failExportsBefore,
  markExportFailed,
  selectSpentExports,
} from '@/server/domains/privacy/repo/exports';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { UseCaseContext } from '@/server/platform/context';

/** A copy that has not come after this long never will, in ms; its person may ask again. */
const lostAfterMs = 24 * 3_600_000;

/** Removes the files of copies that have expired or failed, at most `limit`; returns how many. */
export async function endExports(
  ctx: Pick<UseCaseContext, 'db' | 'clock'> & { readonly objectStore: ObjectStore },
  limit: number,
): Promise<number> {
  const now = ctx.clock.now();
  await failExportsBefore(ctx.db, new Date(now.getTime() - lostAfterMs), now);
  const spent = await selectSpentExports(ctx.db, now, limit);
  for (const { id, key } of spent) {
    if (key !== null) await ctx.objectStore.delete(key);
    await clearExportKey(ctx.db, id);
  }
  return spent.length;
}

/** Notes that a copy could not be made, so that its person is told and may ask again. */
export async function failExport(ctx: Pick<UseCaseContext, 'db' | 'clock'>, exportId: string): Promise<void> {
  await markExportFailed(ctx.db, exportId, ctx.clock.now());
}
