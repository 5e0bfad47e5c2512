import { describe, expect, it } from 'vitest';
import { findRatings, listReviews } from '@/server/domains/reviews';
import { testFactory } from '@/test/factory';
import { testDb } from '@/test/test-db';

describe('reviews of a course', () => {
  it('come latest first, only those with words, and no more than asked for', async () => {
    const factory = testFactory();
    const [course, other] = [await factory.course(), await factory.course()];
    for (const [minute, text] of ['first', '', 'second', 'third'].entries()) {
      const createdAt = new Date(factory.context.now.getTime() + minute * 60_000);
      const { id: userId } = await factory.user();
      await factory.review({ courseId: course.id, userId, text, createdAt });
    }
    await factory.review({ courseId: other.id, userId: (await factory.user()).id, text: 'elsewhere' });
    const texts = (await listReviews(testDb(), course.id, 2)).map(({ text }) => text);
    expect(texts).toEqual(['third', 'second']);
  });

  it('are counted for the courses asked about; those without any are absent', async () => {
    const factory = testFactory();
    const [rated, unrated] = [await factory.course(), await factory.course()];
    for (const rating of [5, 4, 4]) {
      await factory.review({ courseId: rated.id, userId: (await factory.user()).id, rating });
    }
    const ratings = await findRatings(testDb(), [rated.id, unrated.id]);
    expect(ratings.get(rated.id)).toEqual({ count: 3, mean: 4.3, perStar: [0, 0, 0, 2, 1] });
    expect(ratings.has(unrated.id)).toBe(false);
    expect(await findRatings(testDb(), [])).toEqual(new Map());
  });
});
