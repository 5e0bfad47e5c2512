import fc from 'fast-check';
import { expect, it } from 'vitest';
import { progressPercent, progressShare } from './progress';

it('is a share between nothing and all, whatever it is given', () => {
  fc.assert(
    fc.property(fc.double(), fc.double(), (value, total) => {
      const share = progressShare(value, total);
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }),
  );
});

it('says 100 % only when everything is done', () => {
  expect(progressPercent(progressShare(199, 200))).toBe(99);
  expect(progressPercent(progressShare(200, 200))).toBe(100);
  expect(progressPercent(progressShare(0, 0))).toBe(0);
});
