/** One step from a list to another: an item of both, one that only the first has, or one that only the second has. */
export type Step = { readonly kind: 'same' | 'removed' | 'added'; readonly item: string };

/** Differences beyond which two lists count as having nothing in common: nobody reads them one by one. */
const mostEdits = 1_000;

/**
 * How far along the first list each diagonal (place in the first less place in the second) has come with a number of edits.
 * Diagonal 0 stands at `offset`.
 */
type Front = { readonly furthest: Int32Array; readonly offset: number };

const reachedOn = ({ furthest, offset }: Front, diagonal: number) => furthest[offset + diagonal] ?? 0;

/** Whether the best way to a diagonal comes from the one above, by an item of the second list. */
function comesFromAbove(front: Front, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && reachedOn(front, diagonal - 1) < reachedOn(front, diagonal + 1);
}

/** Goes on as long as both lists say the same. */
function slide(a: readonly string[], b: readonly string[], from: number, diagonal: number): number {
  let x = from;
  while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
  return x;
}

/** Follows the fronts back from the ends of both lists to their beginnings. */
function walkBack(a: readonly string[], b: readonly string[], fronts: readonly Front[]): Step[] {
  const steps: Step[] = [];
  let [x, y] = [a.length, b.length];
  const takeSame = (untilX: number, untilY: number) => {
    while (x > untilX && y > untilY) {
      [x, y] = [x - 1, y - 1];
      steps.push({ kind: 'same', item: a[x] ?? '' });
    }
  };
  for (const [edits, front] of [...fronts.entries()].reverse()) {
    if (edits === 0) break;
    const diagonal = x - y;
    const isAdded = comesFromAbove(front, diagonal, edits);
    const fromDiagonal = isAdded ? diagonal + 1 : diagonal - 1;
    const fromX = reachedOn(front, fromDiagonal);
    const fromY = fromX - fromDiagonal;
    takeSame(fromX, fromY);
    steps.push(isAdded ? { kind: 'added', item: b[fromY] ?? '' } : { kind: 'removed', item: a[fromX] ?? '' });
    [x, y] = [fromX, fromY];
  }
  takeSame(0, 0);
  return steps.reverse();
}

function shortest(a: readonly string[], b: readonly string[]): Step[] | null {
  const offset = Math.min(mostEdits, a.length + b.length) + 1;
  const furthest = new Int32Array(2 * offset + 1);
  const fronts: Front[] = [];
  for (let edits = 0; edits < offset; edits += 1) {
    const front = { furthest: furthest.slice(), offset };
    fronts.push(front);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const isAdded = comesFromAbove(front, diagonal, edits);
      const from = isAdded ? reachedOn(front, diagonal + 1) : reachedOn(front, diagonal - 1) + 1;
      const x = slide(a, b, from, diagonal);
      furthest[offset + diagonal] = x;
      if (x >= a.length && x - diagonal >= b.length) return walkBack(a, b, fronts);
    }
  }
  return null;
}

/**
 * Returns the fewest steps from one list to another. Lists that differ in more than a thousand places are replaced as a whole.
 *
 * @see E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986)
 */
export function stepsBetween(a: readonly string[], b: readonly string[]): Step[] {
  const steps = shortest(a, b);
  if (steps !== null) return steps;
  return [
    ...a.map((item): Step => ({ kind: 'removed', item })),
    ...b.map((item): Step => ({ kind: 'added', item })),
  ];
}
