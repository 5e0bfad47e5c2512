import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mannWhitney } from './rank-test';

const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

describe('comparing two samples', () => {
  it('finds no difference between equal ones', () => {
    expect(mannWhitney(range(0, 30), range(0, 30))).toBeCloseTo(1, 6);
  });

  it('finds a shift that leaves no doubt', () => {
    expect(mannWhitney(range(0, 30), range(40, 30))).toBeLessThan(1e-9);
  });

  it('agrees with a value from a textbook table: U = 127 of two times twenty has p = 0.05', () => {
    // Of the 400 pairs, 127 have the first value above the second: the critical value of the two-sided test.
    const first = range(0, 20).map((value) => value * 10);
    const below = (shift: number) => first.map((value) => value + shift);
    const pairs = (second: readonly number[]) => first.flatMap((a) => second.filter((b) => a > b)).length;
    const shift = range(0, 200).find((one) => pairs(below(one + 0.5)) <= 127) ?? 0;
    expect(mannWhitney(first, below(shift + 0.5))).toBeGreaterThan(0.01);
    expect(mannWhitney(first, below(shift + 0.5))).toBeLessThan(0.06);
  });

  it('is a probability, and does not care which sample is first', () => {
    const sample = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 20, maxLength: 40 });
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const p = mannWhitney(a, b);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(mannWhitney(b, a)).toBeCloseTo(p, 9);
      }),
    );
  });

  it('refuses to compare with nothing', () => {
    expect(() => mannWhitney([], [1])).toThrow(RangeError);
  });
});
