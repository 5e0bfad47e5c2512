import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/**
 * Returns `count` keys that sort, as bytes, after one key and before another, in order; null means no neighbour at that
 * side. Whatever has a key already keeps it.
 */
export function keysBetween(after: string | null, before: string | null, count: number): string[] {
  return generateNKeysBetween(after, before, count);
}

/** Returns the key of a place in a list that was written in order: 0, 1, 2, … */
export function keyOfPlace(place: number): string {
  let key = generateKeyBetween(null, null);
  for (let step = 0; step < place; step += 1) key = generateKeyBetween(key, null);
  return key;
}
