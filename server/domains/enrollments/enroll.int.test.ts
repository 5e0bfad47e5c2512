import { describe, expect, it } from 'vitest';
import { callAs, callAsVisitor } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { testDb } from '@/test/test-db';

const tenTimes = Array.from({ length: 10 });

describe('enroll', () => {
  it('gives a place, says where to begin, and announces it once', async () => {
    const factory = testFactory();
    const [learner, course] = [await factory.user(), await factory.course()];
    const result = await callAs(learner).enrollments.enroll({ courseId: course.id });
    expect(result).toMatchObject({
      isNew: true,
      courseSlug: course.slug,
      firstLessonSlug: course.lessons[0]?.slug,
    });
    const events = await testDb().outboxEvent.findMany();
    expect(events.map(({ name, data }) => [name, data])).toEqual([
      ['enrollment/granted', { enrollmentId: result.enrollmentId, userId: learner.id, courseId: course.id }],
    ]);
  });

  it('gives one place and one event to ten callers at once', async () => {
    const factory = testFactory();
    const [learner, course] = [await factory.user(), await factory.course()];
    const results = await Promise.all(
      tenTimes.map(async () => await callAs(learner).enrollments.enroll({ courseId: course.id })),
    );
    expect(new Set(results.map((result) => result.enrollmentId)).size).toBe(1);
    expect(results.filter((result) => result.isNew)).toHaveLength(1);
    expect(await testDb().enrollment.count()).toBe(1);
    expect(await testDb().outboxEvent.count()).toBe(1);
  });

  it('answers a repeated idempotency key with the first answer, and refuses it for another course', async () => {
    const factory = testFactory();
    const [learner, course, other] = [await factory.user(), await factory.course(), await factory.course()];
    const idempotencyKey = '01900000-0000-7000-8000-000000000001';
    const caller = callAs(learner).enrollments;
    const first = await caller.enroll({ courseId: course.id, idempotencyKey });
    expect(await caller.enroll({ courseId: course.id, idempotencyKey })).toEqual(first);
    await expect(caller.enroll({ courseId: other.id, idempotencyKey })).rejects.toThrow(
      'platform/idempotency_mismatch',
    );
  });

  it('refuses visitors, unproven addresses, unpublished courses and who lost access', async () => {
    const factory = testFactory();
    const course = await factory.course();
    const draft = await factory.course({ status: 'draft' });
    const learner = await factory.user();
    const unproven = await factory.user({ emailVerifiedAt: null });
    const revoked = await factory.user();
    await factory.enrollment({ userId: revoked.id, courseId: course.id, revokedAt: factory.context.now });
    const attempt = async (caller: ReturnType<typeof callAs>, courseId: string) =>
      await caller.enrollments.enroll({ courseId }).then(
        () => 'accepted',
        (error: Error) => error.message,
      );
    expect(await attempt(callAsVisitor(), course.id)).toBe('platform/unauthenticated');
    expect(await attempt(callAs(unproven), course.id)).toBe('enrollments/email_not_verified');
    expect(await attempt(callAs(learner), draft.id)).toBe('enrollments/course_not_found');
    expect(await attempt(callAs(revoked), course.id)).toBe('enrollments/access_revoked');
    expect(await testDb().outboxEvent.count()).toBe(0);
  });
});
