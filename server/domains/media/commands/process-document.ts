import { buffer } from 'node:stream/consumers';
import { dropLeftovers } from '@/server/domains/media/commands/drop-files';
import type { Announcing } from '@/server/domains/media/context';
import { mediaErrors } from '@/server/domains/media/errors';
import {
  type AtWork,
  finishPending,
  selectPending,
  updateProgress,
} from '@/server/domains/media/repo/processing';
import { pageFile, pageFolder } from '@/server/domains/media/rules/asset-keys';
import { type PageBatch, pageBatches } from '@/server/domains/media/rules/page-batches';
import { createPdfCheck } from '@/server/domains/media/rules/pdf';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import { drawPdfPages, lookAtPdf } from '@/server/platform/adapters/pdf-pages';
import type { UseCaseContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

type Workshop = Pick<UseCaseContext, 'db'> & Announcing & { readonly objectStore: ObjectStore };

/** Longest side of the picture of a page, in pixels: twice what a screen shows of it. */
const pictureBox = 640;

/** What is to be done with a document that is whole and opens. */
export type DocumentPlan = { readonly pages: number; readonly batches: readonly PageBatch[] };

/**
 * Looks whether a document is whole and opens for everybody, and counts its pages.
 *
 * @returns `other_kind` for what is no document; `over` when it is gone, replaced or ready already.
 * @throws AppError `media/unreadable`, `media/encrypted`.
 */
export async function planDocument(ctx: Workshop, at: AtWork): Promise<DocumentPlan | 'over' | 'other_kind'> {
  const asset = await selectPending(ctx.db, at);
  if (asset === null) {
    await dropLeftovers(ctx, at.folder);
    return 'over';
  }
  if (asset.kind !== 'document') return 'other_kind';
  const bytes = await buffer(await ctx.objectStore.get(asset.key));
  const check = createPdfCheck();
  check.take(bytes);
  if (check.state() === 'damaged') throw new AppError(mediaErrors.unreadable);
  const look = await lookAtPdf(bytes);
  if (look.state === 'encrypted') throw new AppError(mediaErrors.encrypted);
  if (look.state === 'damaged') throw new AppError(mediaErrors.unreadable);
  return { pages: look.pages, batches: pageBatches(look.pages) };
}

/**
 * Makes pictures of some pages; done again, it makes the same ones.
 *
 * @returns how many, fewer when a page cannot be drawn; `over` when the document is gone or replaced.
 */
export async function drawPages(
  ctx: Workshop,
  at: AtWork,
  plan: DocumentPlan,
  { from, to }: PageBatch,
): Promise<number | 'over'> {
  const asset = await selectPending(ctx.db, at);
  if (asset === null) {
    await dropLeftovers(ctx, at.folder);
    return 'over';
  }
  const bytes = await buffer(await ctx.objectStore.get(asset.key));
  const drawn = await drawPdfPages(bytes, { from, to, box: pictureBox });
  for (const [index, picture] of drawn.entries()) {
    const key = `${pageFolder(at.folder)}${pageFile(from + index)}`;
    await ctx.objectStore.put(key, picture, { contentType: 'image/jpeg' });
  }
  const last = plan.batches.at(-1)?.to ?? to;
  if (await updateProgress(ctx.db, at, Math.min(99, Math.round((to / last) * 100)))) {
    if (asset.ownerId !== null) await ctx.live.announce(asset.ownerId);
  }
  return drawn.length;
}

/** Makes a document ready with the pictures that were made of it; a document whose pages cannot be drawn opens all the same. */
export async function publishDocument(
  ctx: Workshop,
  at: AtWork,
  { pages }: DocumentPlan,
  pagePictures: number,
): Promise<'ready' | 'over'> {
  const asset = await selectPending(ctx.db, at);
  const isDone = await finishPending(ctx.db, at, {
    ...{ status: 'ready', progressPercent: 100, pageCount: pages, pagePictures },
    posterKey: pagePictures === 0 ? null : `${pageFolder(at.folder)}${pageFile(1)}`,
  });
  if (!isDone) await dropLeftovers(ctx, at.folder);
  if (asset !== null && asset.ownerId !== null) await ctx.live.announce(asset.ownerId);
  return isDone ? 'ready' : 'over';
}
