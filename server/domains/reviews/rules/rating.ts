import type { RatingView } from '@/server/domains/reviews/contract';

/** The rating of a course that nobody has reviewed. */
export const noRating: RatingView = { count: 0, mean: null, perStar: [0, 0, 0, 0, 0] };

/** Returns count and mean of star counts, the mean to one decimal as people read it. */
export function ratingOf(perStar: RatingView['perStar']): RatingView {
  const count = perStar.reduce((sum, stars) => sum + stars, 0);
  if (count === 0) return noRating;
  const total = perStar.reduce((sum, stars, index) => sum + stars * (index + 1), 0);
  return { count, mean: Math.round((total / count) * 10) / 10, perStar };
}
