import { keysBetween } from '@/server/platform/order';

/** Something with a place in an order. */
export type Placed = { readonly id: string; readonly position: string };

/**
 * Returns keys for `count` things that are to follow `afterId`, or to stand first when it is null; null when nothing of that id is
 * in the list. Every key lies between two neighbours of the list as it is, so that none is taken already, even by what is
 * about to move.
 */
export function keysAfter(list: readonly Placed[], afterId: string | null, count: number): string[] | null {
  const at = afterId === null ? -1 : list.findIndex(({ id }) => id === afterId);
  if (afterId !== null && at === -1) return null;
  return keysBetween(list[at]?.position ?? null, list[at + 1]?.position ?? null, count);
}

/** Returns a key for something at the end of a list. */
export function keyAtEnd(list: readonly Placed[]): string {
  return keysBetween(list.at(-1)?.position ?? null, null, 1)[0] ?? '';
}
