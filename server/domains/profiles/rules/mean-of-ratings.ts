import type { RatingView } from '@/server/domains/reviews/contract';

/** Returns count and mean of the stars of several courses, each star once; the mean is null while there is none. */
export function meanOfRatings(ratings: readonly RatingView[]): { count: number; mean: number | null } {
  const perStar = [0, 1, 2, 3, 4].map((place) =>
    ratings.reduce((sum, rating) => sum + (rating.perStar[place] ?? 0), 0),
  );
  const count = perStar.reduce((sum, stars) => sum + stars, 0);
  if (count === 0) return { count, mean: null };
  const total = perStar.reduce((sum, stars, place) => sum + stars * (place + 1), 0);
  return { count, mean: Math.round((total / count) * 10) / 10 };
}
