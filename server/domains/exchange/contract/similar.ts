/** Counts the letters to change, add, leave out or swap with their neighbour between two words (Damerau and Levenshtein). */
function distance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i += 1) {
    const [above = [], twoAbove = []] = [rows[i - 1], rows[i - 2]];
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const swapped = isSwapped ? (twoAbove[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      const changed = (above[j - 1] ?? 0) + cost;
      row[j] = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed, swapped);
    }
    rows.push(row);
  }
  return rows.at(-1)?.[other.length] ?? 0;
}

/** Returns the one of some words that was probably meant by a mistyped one; null when none is near. */
export function similarWord(typed: string, words: readonly string[]): string | null {
  const short = typed.slice(0, 40).toLowerCase();
  const near = words
    .map((word) => ({ word, far: distance(short, word.toLowerCase()) }))
    .filter(({ word, far }) => far <= Math.max(1, Math.floor(word.length / 3)))
    .sort((a, b) => a.far - b.far);
  return near[0]?.word ?? null;
}
