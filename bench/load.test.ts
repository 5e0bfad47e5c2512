import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentile } from './load';

describe('a percentile', () => {
  it('is one of the values, is not exceeded by its share of them, and grows with the share', () => {
    const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 500 });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (unsorted, share) => {
        const sorted = [...unsorted].sort((a, b) => a - b);
        const value = percentile(sorted, share);
        expect(sorted).toContain(value);
        expect(sorted.filter((it) => it <= value).length).toBeGreaterThanOrEqual(
          Math.floor(sorted.length * share),
        );
        expect(percentile(sorted, 1)).toBe(sorted.at(-1));
      }),
    );
  });

  it('of nothing is not a number', () => {
    expect(percentile([], 0.5)).toBeNaN();
  });
});
