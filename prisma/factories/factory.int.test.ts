import { verify } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { testFactory } from '@/test/factory';
import { testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';
import { testPassword, testPasswordHash } from './people';

describe('Factory', () => {
  it('saves a course that can be taught: owner, lessons in order, each published', async () => {
    const course = await testFactory().course({ lessons: ['article', 'video', 'quiz'] });
    const lessons = await testDb().lesson.findMany({
      where: { courseId: course.id },
      orderBy: { position: 'asc' },
      include: { publishedVersion: { include: { asset: true } }, quiz: { include: { questions: true } } },
    });
    expect(lessons.map(({ kind, position }) => [kind, position])).toEqual([
      ['article', 'a0'],
      ['video', 'a1'],
      ['quiz', 'a2'],
    ]);
    expect(lessons.every(({ publishedVersion }) => publishedVersion !== null)).toBe(true);
    expect(lessons[1]?.publishedVersion?.asset).toMatchObject({ kind: 'video', durationMs: 60_000 });
    expect(lessons[2]?.quiz?.questions).toHaveLength(2);
    expect(await testDb().courseStaff.findMany()).toMatchObject([{ userId: course.owner.id, role: 'owner' }]);
  });

  it('makes the same rows again from the same calls', async () => {
    const save = async () => {
      const factory = testFactory();
      const { id: courseId } = await factory.course();
      const enrollment = await factory.enrollment({ courseId });
      const review = await factory.review({ courseId, userId: enrollment.userId, rating: 4 });
      const rows = [
        enrollment,
        review,
        await testDb().course.findMany(),
        await testDb().lesson.findMany({ orderBy: { position: 'asc' } }),
      ];
      await testDb().enrollment.deleteMany();
      await testDb().course.deleteMany();
      await testDb().user.deleteMany();
      await testDb().category.deleteMany();
      return rows;
    };
    expect(await save()).toEqual(await save());
  });

  it('counts each review in the summary', async () => {
    const factory = testFactory();
    const { id: courseId } = await factory.course();
    for (const rating of [5, 5, 2])
      await factory.review({ courseId, userId: (await factory.user()).id, rating });
    expect(await testDb().ratingSummary.findUnique({ where: { courseId } })).toEqual({
      courseId,
      count1: 0,
      count2: 1,
      count3: 0,
      count4: 0,
      count5: 2,
    });
  });

  it('lets people sign in with the test password', async () => {
    const user = await testFactory().user();
    expect(user).toMatchObject({ role: 'learner', emailVerifiedAt: testNow });
    expect(await verify(testPasswordHash, testPassword)).toBe(true);
  });
});
