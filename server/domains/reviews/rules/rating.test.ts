import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RatingView } from '@/server/domains/reviews/contract';
import { noRating, ratingOf } from './rating';

const count = fc.nat({ max: 100_000 });
const counts: fc.Arbitrary<RatingView['perStar']> = fc.tuple(count, count, count, count, count);

describe('ratingOf', () => {
  it('rounds the mean to one decimal', () => {
    expect(ratingOf([0, 0, 1, 1, 1])).toEqual({ count: 3, mean: 4, perStar: [0, 0, 1, 1, 1] });
    expect(ratingOf([1, 0, 0, 0, 2]).mean).toBe(3.7);
    expect(ratingOf([0, 0, 0, 1, 2]).mean).toBe(4.7);
  });

  it('says nothing where nobody has rated', () => {
    expect(ratingOf([0, 0, 0, 0, 0])).toEqual(noRating);
    expect(noRating.mean).toBeNull();
  });

  it('lies between one and five stars and never falls when a star is added', () => {
    fc.assert(
      fc.property(counts, (perStar) => {
        const { count: total, mean } = ratingOf(perStar);
        fc.pre(mean !== null);
        expect(total).toBe(perStar.reduce((sum, each) => sum + each, 0));
        expect(mean).toBeGreaterThanOrEqual(1);
        expect(mean).toBeLessThanOrEqual(5);
        const [one, two, three, four, five] = perStar;
        expect(ratingOf([one, two, three, four, five + 1]).mean).toBeGreaterThanOrEqual(mean ?? 0);
      }),
    );
  });
});
