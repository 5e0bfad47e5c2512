import { z } from 'zod';

/** Rating of a course; `mean` is null while nobody has reviewed. `perStar` counts 1 to 5 stars in that order. */
export const ratingView = z.object({
  count: z.number().int(),
  mean: z.number().nullable(),
  perStar: z.tuple([
    z.number().int(),
    z.number().int(),
    z.number().int(),
    z.number().int(),
    z.number().int(),
  ]),
});

/** One review as anyone may read it. */
export const reviewView = z.object({
  id: z.string(),
  author: z.string(),
  rating: z.number().int().min(1).max(5),
  text: z.string(),
  createdAt: z.date(),
});

/** @see ratingView */
export type RatingView = z.infer<typeof ratingView>;
/** @see reviewView */
export type ReviewView = z.infer<typeof reviewView>;
