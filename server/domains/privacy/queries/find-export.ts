import type { Readable } from 'node:stream';
import { privacyErrors } from '@/server/domains/privacy/errors';
import { selectExport } from '@/server/domains/privacy/repo/exports';
import { ObjectNotFoundError, type ObjectStore } from '@/server/platform/adapters/object-store';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

async function requireFetchable(ctx: UserContext, exportId: string) {
  const row = await selectExport(ctx.db, exportId);
  if (row === null || row.userId !== ctx.actor.userId || row.key === null || row.readyAt === null) {
    throw new AppError(privacyErrors.export_not_found);
  }
  if (row.expiresAt === null || row.expiresAt <= ctx.clock.now()) {
    throw new AppError(privacyErrors.export_not_found);
  }
  return { key: row.key, readyAt: row.readyAt, bytes: row.bytes ?? 0 };
}

/**
 * Returns where the caller fetches their copy.
 *
 * @throws AppError `privacy/export_not_found`, also for somebody else's and one that has expired.
 */
export async function getExportAddress(
  ctx: UserContext,
  { exportId }: { exportId: string },
): Promise<{ path: string }> {
  await requireFetchable(ctx, exportId);
  return { path: `/api/exports/${exportId}` };
}

/**
 * Opens the caller's copy for reading.
 *
 * @throws AppError `privacy/export_not_found`.
 */
export async function openExport(
  ctx: UserContext & { readonly objectStore: ObjectStore },
  { exportId }: { exportId: string },
): Promise<{ readonly body: Readable; readonly bytes: number; readonly name: string }> {
  const { key, readyAt, bytes } = await requireFetchable(ctx, exportId);
  try {
    const name = `lyceum-${readyAt.toISOString().slice(0, 10)}.zip`;
    return { body: await ctx.objectStore.get(key), bytes, name };
  } catch (error) {
    if (error instanceof ObjectNotFoundError) {
      throw new AppError(privacyErrors.export_not_found, { cause: error });
    }
    throw error;
  }
}
