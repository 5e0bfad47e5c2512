/**
 * Returns a largest set of ids that both lists have in the same order: all others of the second were added or moved. No id
 * is in a list twice.
 *
 * It is a longest increasing subsequence of the places in the first list, found by patience sorting in n log n (M. L. Fredman, On
 * computing the length of longest increasing subsequences, 1975).
 */
export function keptInOrder(from: readonly string[], to: readonly string[]): ReadonlySet<string> {
  const places = new Map(from.map((id, place) => [id, place]));
  type Link = { readonly id: string; readonly place: number; readonly previous: Link | undefined };
  /** The last link of the best chain of each length: the one that ends earliest in the first list. */
  const ends: Link[] = [];
  for (const id of to) {
    const place = places.get(id);
    if (place === undefined) continue;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.place ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    ends[low] = { id, place, previous: ends[low - 1] };
  }
  const kept = new Set<string>();
  for (let link = ends.at(-1); link !== undefined; link = link.previous) kept.add(link.id);
  return kept;
}
