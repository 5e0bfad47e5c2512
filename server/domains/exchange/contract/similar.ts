/** Counts the letters to change, add or leave out between two words (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
    }
    row = next;
  }
  return row[other.length] ?? 0;
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
