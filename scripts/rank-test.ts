/** A value and which of two samples it came from. */
type Ranked = { readonly value: number; readonly isFirst: boolean };

/** Sum of the ranks of the first sample; equal values share the mean of their ranks. */
function rankSum(sorted: readonly Ranked[]): number {
  let sum = 0;
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end]?.value === sorted[start]?.value) end += 1;
    const rank = (start + 1 + end) / 2;
    sum += rank * sorted.slice(start, end).filter(({ isFirst }) => isFirst).length;
    start = end;
  }
  return sum;
}

/** The normal distribution above z, twice (Abramowitz and Stegun 26.2.17; error below 10⁻⁷). */
function twoSided(z: number): number {
  const t = 1 / (1 + 0.231_641_9 * z);
  const polynomial =
    t *
    (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  return Math.min(1, 2 * (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial);
}

/**
 * Mann and Whitney's test, two-sided, by the normal approximation: how likely two samples of one distribution differ at
 * least as much. Meant for twenty values or more each.
 *
 * @throws RangeError when a sample is empty.
 */
export function mannWhitney(first: readonly number[], second: readonly number[]): number {
  const [n, m] = [first.length, second.length];
  if (n === 0 || m === 0) throw new RangeError('both samples need values');
  const all: Ranked[] = [
    ...first.map((value) => ({ value, isFirst: true })),
    ...second.map((value) => ({ value, isFirst: false })),
  ];
  const u = rankSum(all.sort((a, b) => a.value - b.value)) - (n * (n + 1)) / 2;
  const deviation = Math.sqrt((n * m * (n + m + 1)) / 12);
  return twoSided(Math.abs(u - (n * m) / 2) / deviation);
}
