import { longestRun } from '@/server/platform/longest-run';
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

/**
 * Returns keys for what has to get another place, or its first, so that `wanted` stands in its order: as few as can be. What is
 * in the list and not wanted stays where it is, and every key lies between two neighbours of the list as it is.
 */
export function placesFor(list: readonly Placed[], wanted: readonly string[]): ReadonlyMap<string, string> {
  const placeOf = new Map(list.map(({ id }, index) => [id, index]));
  const stays = longestRun(wanted.flatMap((id) => placeOf.get(id) ?? []));
  const places = new Map<string, string>();
  let after = -1;
  let waiting: string[] = [];
  const settle = () => {
    const [from, to] = [list[after]?.position ?? null, list[after + 1]?.position ?? null];
    const keys = waiting.length === 0 ? [] : keysBetween(from, to, waiting.length);
    for (const [index, id] of waiting.entries()) places.set(id, keys[index] ?? '');
    waiting = [];
  };
  for (const id of wanted) {
    const place = placeOf.get(id);
    if (place === undefined || !stays.has(place)) {
      waiting.push(id);
      continue;
    }
    settle();
    after = place;
  }
  settle();
  return places;
}
