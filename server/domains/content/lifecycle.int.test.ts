import { describe, expect, it } from 'vitest';
import { publishScheduled } from '@/server/domains/content';
import { courseEvents } from '@/server/domains/courses';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fixedClock, testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const courseSlug = 'bees';

const scheduleIn = (data: unknown) => courseEvents.publishScheduled.schema.parse(data).scheduleId;

async function drafted() {
  const factory = testFactory();
  const course = await factory.course({
    slug: courseSlug,
    status: 'draft',
    publishedAt: null,
    title: 'Bees',
  });
  const helper = async (permissions: string[]) => {
    const user = await factory.user();
    const place = { courseId: course.id, userId: user.id, role: 'assistant' as const, permissions };
    await testDb().courseStaff.create({ data: place });
    return callAs(user);
  };
  const status = async () => (await testDb().course.findUniqueOrThrow({ where: { id: course.id } })).status;
  const eventsOf = async (name: string) =>
    (await testDb().outboxEvent.findMany({ where: { name }, orderBy: { id: 'asc' } })).map(
      ({ data }) => data,
    );
  return { factory, course, owner: callAs(course.owner), helper, status, eventsOf };
}

describe('a review', () => {
  it('is asked for by who may not publish, once at a time, and answered by publishing', async () => {
    const { owner, helper, status, eventsOf } = await drafted();
    const writer = await helper(['content.edit']);
    await expect(writer.content.publish({ courseSlug })).rejects.toThrow('courses/not_found');
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, async () => writer.courses.requestReview({ courseSlug, message: 'Ready?' })),
    );
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(await eventsOf('course/review.asked')).toHaveLength(1);
    expect((await writer.courses.frame({ courseSlug })).isInReview).toBe(true);
    await owner.content.publish({ courseSlug });
    expect(await status()).toBe('published');
    const { review } = await writer.courses.lifecycle({ courseSlug });
    expect(review).toMatchObject({ decision: 'approved', message: 'Ready?', isAskedByCaller: true });
    expect(await eventsOf('course/review.decided')).toMatchObject([{ decision: 'approved' }]);
    expect((await writer.courses.frame({ courseSlug })).isInReview).toBe(false);
  });

  it('is sent back with what is to be mended, or taken back by who asked', async () => {
    const { owner, helper, status, eventsOf } = await drafted();
    const [writer, other] = [await helper(['content.edit']), await helper(['content.edit'])];
    await writer.courses.requestReview({ courseSlug, message: '' });
    const refused = writer.courses.sendBack({ courseSlug, comment: 'No.' });
    await expect(refused).rejects.toThrow('courses/not_found');
    const back = await owner.courses.sendBack({ courseSlug, comment: 'Say how many bees.' });
    expect(back).toMatchObject({ decision: 'sent_back', comment: 'Say how many bees.' });
    await expect(owner.courses.sendBack({ courseSlug, comment: 'Again.' })).rejects.toThrow(
      'courses/review_not_open',
    );
    await writer.courses.requestReview({ courseSlug, message: '' });
    await expect(other.courses.withdrawReview({ courseSlug })).rejects.toThrow('courses/review_not_open');
    expect(await writer.courses.withdrawReview({ courseSlug })).toMatchObject({ decision: 'withdrawn' });
    expect(await eventsOf('course/review.decided')).toHaveLength(1);
    expect(await status()).toBe('draft');
  });

  it('opens the course for moderators of the platform, as long as it waits', async () => {
    const { factory, helper, status } = await drafted();
    const writer = await helper(['content.edit']);
    const moderator = callAs(await factory.user({ role: 'moderator' }));
    await expect(moderator.courses.frame({ courseSlug })).rejects.toThrow('courses/not_found');
    expect((await moderator.courses.reviewQueue({})).items).toEqual([]);
    await writer.courses.requestReview({ courseSlug, message: 'Ready?' });
    const { items } = await moderator.courses.reviewQueue({});
    expect(items).toMatchObject([{ courseSlug, courseTitle: 'Bees', message: 'Ready?' }]);
    expect((await moderator.courses.frame({ courseSlug })).may).toEqual(['course.read', 'course.publish']);
    expect((await moderator.content.checklist({ courseSlug })).isReady).toBe(true);
    await expect(moderator.courses.details({ courseSlug })).rejects.toThrow('courses/not_found');
    await moderator.content.publish({ courseSlug });
    expect(await status()).toBe('published');
    await expect(moderator.content.archive({ courseSlug })).rejects.toThrow('courses/not_found');
    await expect(writer.courses.reviewQueue({})).rejects.toThrow('platform/forbidden');
  });
});

describe('whoever may only publish', () => {
  it('sees the checklist and publishes', async () => {
    const { helper, status } = await drafted();
    const publisher = await helper(['course.publish']);
    expect((await publisher.content.checklist({ courseSlug })).isReady).toBe(true);
    await publisher.courses.lifecycle({ courseSlug });
    await publisher.content.publish({ courseSlug });
    expect(await status()).toBe('published');
  });
});

describe('publishing at a time', () => {
  const wish = { courseSlug, localTime: '2026-12-01T09:00', timeZone: 'Europe/Madrid' };
  const due = new Date('2026-12-01T08:00:00Z');

  async function planned() {
    const drafts = await drafted();
    const { schedule } = await drafts.owner.courses.schedulePublishing(wish);
    expect(schedule).toMatchObject({
      localTime: wish.localTime,
      timeZone: wish.timeZone,
      publishAt: due,
      outcome: null,
    });
    const events = await drafts.eventsOf('course/publish.scheduled');
    const clock = fixedClock();
    clock.advance(due.getTime() - testNow.getTime());
    return { ...drafts, id: scheduleIn(events[0]), ctx: { db: testDb(), clock } };
  }

  it('publishes then, as whoever wished it, and says the same when it is asked again', async () => {
    const { ctx, id, status, course } = await planned();
    expect(await publishScheduled(ctx, id)).toBe('published');
    expect(await publishScheduled(ctx, id)).toBe('published');
    expect(await status()).toBe('published');
    const entry = await testDb().auditEntry.findFirstOrThrow({ where: { action: 'course.published' } });
    expect(entry.actorId).toBe(course.owner.id);
  });

  it('goes through the checklist then, and tells what was missing', async () => {
    const { ctx, id, status, course, owner } = await planned();
    await testDb().course.update({ where: { id: course.id }, data: { descriptionMd: '' } });
    expect(await publishScheduled(ctx, id)).toBe('not_ready');
    expect(await status()).toBe('draft');
    expect((await owner.courses.lifecycle({ courseSlug })).schedule?.outcome).toBe('not_ready');
  });

  it('does nothing once it was changed, given up, done by hand, or whoever wished it may not any more', async () => {
    const { ctx, id, status, owner, course, factory, eventsOf } = await planned();
    await owner.courses.schedulePublishing({ ...wish, localTime: '2026-12-02T09:00' });
    expect(await publishScheduled(ctx, id)).toBe('given_up');
    const scheduled = await eventsOf('course/publish.scheduled');
    const second = scheduleIn(scheduled[1]);
    expect((await owner.courses.cancelSchedule({ courseSlug })).schedule).toBeNull();
    expect(await publishScheduled(ctx, second)).toBe('given_up');
    await owner.courses.schedulePublishing(wish);
    await owner.content.publish({ courseSlug });
    expect((await owner.courses.lifecycle({ courseSlug })).schedule).toBeNull();
    await owner.content.archive({ courseSlug });
    const { schedule } = await owner.courses.schedulePublishing(wish);
    expect(schedule?.outcome).toBeNull();
    const { id: last } = await testDb().courseSchedule.findUniqueOrThrow({ where: { courseId: course.id } });
    const heir = await factory.user();
    await testDb().courseStaff.updateMany({ where: { courseId: course.id }, data: { userId: heir.id } });
    expect(await publishScheduled(ctx, last)).toBe('not_allowed');
    expect(await status()).toBe('archived');
  });

  it('takes no time that has passed, is too far, or nowhere', async () => {
    const { owner } = await drafted();
    const set = async (change: object) => owner.courses.schedulePublishing({ ...wish, ...change });
    await expect(set({ localTime: '2020-01-01T09:00' })).rejects.toThrow('courses/time_passed');
    await expect(set({ localTime: '2036-01-01T09:00' })).rejects.toThrow('courses/time_too_far');
    await expect(set({ timeZone: 'Europe/Atlantis' })).rejects.toThrow('courses/zone_unknown');
    await expect(set({ localTime: '2026-13-01T09:00' })).rejects.toThrow('platform/invalid_input');
  });
});
