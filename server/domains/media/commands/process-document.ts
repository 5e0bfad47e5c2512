import { dropLeftovers } from '@/server/domains/media/commands/drop-files';
import type { Announcing } from '@/server/domains/media/context';
import { mediaErrors } from '@/server/domains/media/errors';
import { type AtWork, finishPending, selectPending } from '@/server/domains/media/repo/processing';
import { createPdfCheck } from '@/server/domains/media/rules/pdf';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { UseCaseContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

type Workshop = Pick<UseCaseContext, 'db'> & Announcing & { readonly objectStore: ObjectStore };

/**
 * Makes a document ready once it is seen to be whole and open to everybody.
 *
 * @returns `other_kind` for what is no document; `over` when it is gone, replaced or ready already.
 * @throws AppError `media/unreadable`, `media/encrypted`.
 */
export async function processDocument(ctx: Workshop, at: AtWork): Promise<'ready' | 'over' | 'other_kind'> {
  const asset = await selectPending(ctx.db, at);
  if (asset === null) {
    await dropLeftovers(ctx, at.folder);
    return 'over';
  }
  if (asset.kind !== 'document') return 'other_kind';
  const check = createPdfCheck();
  for await (const bytes of await ctx.objectStore.get(asset.key)) check.take(bytes);
  const state = check.state();
  if (state !== 'readable') {
    throw new AppError(state === 'encrypted' ? mediaErrors.encrypted : mediaErrors.unreadable);
  }
  const isDone = await finishPending(ctx.db, at, { status: 'ready', progressPercent: 100 });
  if (asset.ownerId !== null) await ctx.live.announce(asset.ownerId);
  return isDone ? 'ready' : 'over';
}
