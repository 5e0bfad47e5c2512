import { z } from 'zod';
import { AppError, platformErrors } from '@/server/platform/errors';

/** Times that PostgreSQL and JavaScript write alike; every row of ours is of such a time. */
const storedTime = z.iso.datetime().refine((text) => new Date(text).getTime() >= 0);

const timeAndId = z.tuple([storedTime, z.uuid()]);

/** A place in a list ordered by time and id. */
export type KeysetCursor = { readonly at: Date; readonly id: string };

/** Makes an opaque cursor that {@link decodeCursor} reads back exactly. */
export function encodeCursor({ at, id }: KeysetCursor): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');
}

/**
 * Reads a cursor; undefined means the beginning of the list.
 *
 * @throws AppError `platform/invalid_input` on field `cursor` when it was not made by us.
 */
export function decodeCursor(cursor: string | undefined): KeysetCursor | null {
  if (cursor === undefined) return null;
  try {
    const [at, id] = timeAndId.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { at: new Date(at), id };
  } catch (cause) {
    throw new AppError(platformErrors.invalid_input, { field: 'cursor', cause });
  }
}

/** Cuts a page out of rows that were read one beyond the limit, and says where the next page begins. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => KeysetCursor,
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items, nextCursor: hasMore ? encodeCursor(keyOf(last)) : null };
}
