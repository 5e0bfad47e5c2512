import type { z } from 'zod';
import type { LibraryItem, LibraryPage, listLibraryInput } from '@/server/domains/library/contract';
import { findUses } from '@/server/domains/library/queries/find-uses';
import {
  getLibraryFile,
  type LibraryRow,
  listLibrary as listFiles,
  urlsOfFile,
} from '@/server/domains/media';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { UserContext } from '@/server/platform/context';
import { decodeCursor, pageOf } from '@/server/platform/cursor';

type LibraryContext = UserContext & { readonly objectStore: ObjectStore; readonly secret: string };

/** Returns a page of the caller's files, newest first, each with where it is used. */
export async function listLibrary(
  ctx: LibraryContext,
  { cursor, limit, ...filter }: z.output<typeof listLibraryInput>,
): Promise<LibraryPage> {
  const rows = await listFiles(ctx.db, ctx.actor.userId, filter, decodeCursor(cursor), limit + 1);
  const page = pageOf(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  const uses = await findUses(ctx, page.items);
  const items = page.items.map(async (row) => await toItem(ctx, row, uses.get(row.id) ?? []));
  return { items: await Promise.all(items), nextCursor: page.nextCursor };
}

/**
 * Returns one of the caller's files, with where it is used.
 *
 * @throws AppError `media/not_found`.
 */
export async function getFile(ctx: LibraryContext, assetId: string): Promise<LibraryItem> {
  const row = await getLibraryFile(ctx.db, ctx.actor.userId, assetId);
  return await toItem(ctx, row, (await findUses(ctx, [row])).get(assetId) ?? []);
}

async function toItem(ctx: LibraryContext, row: LibraryRow, uses: LibraryItem['uses']): Promise<LibraryItem> {
  const { id, name, kind, status, bytes, width, height, durationMs, alt, createdAt } = row;
  const { progressPercent, failure, loudnessLufs, pageCount, pagePictures } = row;
  const peaks = kind === 'audio' ? [...(row.peaks ?? [])] : [];
  const facts = { id, name, kind, status, bytes, width, height, durationMs, alt, createdAt, uses };
  const reader = { userId: ctx.actor.userId, now: ctx.clock.now(), secret: ctx.secret };
  const more = { progressPercent, failure, loudnessLufs, peaks, pageCount, pagePictures };
  return { ...facts, ...more, ...(await urlsOfFile(ctx.objectStore, row, reader)) };
}
