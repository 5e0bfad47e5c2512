import { Client } from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

async function enrolled(lessons: readonly ('article' | 'video' | 'quiz')[]) {
  const factory = testFactory();
  const learner = await factory.user();
  const course = await factory.course({ lessons });
  const enrollment = await factory.enrollment({ userId: learner.id, courseId: course.id });
  const clock = fixedClock();
  const lessonIds = course.lessons.map((lesson) => lesson.id);
  return {
    factory,
    learner,
    course,
    enrollment,
    clock,
    lessonIds,
    caller: callAs(learner, clock).enrollments,
  };
}

async function eventNames(): Promise<string[]> {
  const events = await testDb().outboxEvent.findMany({ orderBy: { id: 'asc' } });
  return events.map((event) => event.name);
}

describe('completing lessons', () => {
  it('moves progress and completes the course with the last lesson', async () => {
    const { caller, lessonIds, clock } = await enrolled(['article', 'article']);
    const [first = '', second = ''] = lessonIds;
    const half = await caller.completeLesson({ lessonId: first });
    expect(half.progress).toEqual({ completedLessons: 1, totalLessons: 2, percent: 50, isCompleted: false });
    const done = await caller.completeLesson({ lessonId: second });
    expect(done.progress).toEqual({ completedLessons: 2, totalLessons: 2, percent: 100, isCompleted: true });
    expect(await eventNames()).toEqual([
      'enrollment/lesson.completed',
      'enrollment/lesson.completed',
      'enrollment/course.completed',
    ]);
    const stored = await testDb().enrollment.findFirstOrThrow();
    expect(stored.completedAt).toEqual(clock.now());
  });

  it('completes a course once when ten requests finish its two last lessons at the same moment', async () => {
    const { caller, lessonIds } = await enrolled(['article', 'article']);
    const calls = Array.from({ length: 10 }, (_, index) => lessonIds[index % 2] ?? '');
    await Promise.all(calls.map(async (lessonId) => await caller.completeLesson({ lessonId })));
    const names = await eventNames();
    expect(names.filter((name) => name === 'enrollment/course.completed')).toHaveLength(1);
    expect(names.filter((name) => name === 'enrollment/lesson.completed')).toHaveLength(2);
    expect((await testDb().enrollment.findFirstOrThrow()).completedAt).not.toBeNull();
  });

  it('refuses to complete a video or a quiz by saying so', async () => {
    const { caller, lessonIds } = await enrolled(['video', 'quiz']);
    for (const lessonId of lessonIds) {
      await expect(caller.completeLesson({ lessonId })).rejects.toThrow('enrollments/lesson_not_completable');
    }
    expect(await eventNames()).toEqual([]);
  });

  it("refuses other people's courses and unknown lessons", async () => {
    const { factory, lessonIds } = await enrolled(['article']);
    const stranger = await factory.user();
    const caller = callAs(stranger).enrollments;
    await expect(caller.completeLesson({ lessonId: lessonIds[0] ?? '' })).rejects.toThrow(
      'enrollments/not_enrolled',
    );
    await expect(caller.completeLesson({ lessonId: stranger.id })).rejects.toThrow(
      'enrollments/lesson_not_found',
    );
  });
});

describe('watching', () => {
  it('counts the union of what was played and completes at 90 %', async () => {
    const { caller, lessonIds, clock } = await enrolled(['video']);
    const lessonId = lessonIds[0] ?? '';
    await caller.visitLesson({ lessonId });
    clock.advance(40_000);
    const partly = await caller.recordWatch({
      lessonId,
      played: [
        [0, 20_000],
        [10_000, 30_000],
      ],
      positionMs: 30_000,
    });
    expect(partly).toMatchObject({
      isLessonCompleted: false,
      watch: { watchedPercent: 50, positionMs: 30_000 },
    });
    clock.advance(30_000);
    const mostly = await caller.recordWatch({ lessonId, played: [[30_000, 54_000]], positionMs: 54_000 });
    expect(mostly).toMatchObject({
      isLessonCompleted: true,
      watch: { watchedPercent: 90 },
      progress: { isCompleted: true },
    });
  });

  it('does not believe a beat that played more than time has passed', async () => {
    const { caller, lessonIds, clock } = await enrolled(['video']);
    const lessonId = lessonIds[0] ?? '';
    await caller.visitLesson({ lessonId });
    clock.advance(2_000);
    const forged = await caller.recordWatch({ lessonId, played: [[0, 60_000]], positionMs: 60_000 });
    expect(forged).toMatchObject({ isLessonCompleted: false, watch: { watchedPercent: 13 } });
  });
});

describe('watching several videos', () => {
  it('shares one clock: what three idle videos gain together is what one would', async () => {
    const { caller, lessonIds, clock } = await enrolled(['video', 'video', 'video']);
    for (const lessonId of lessonIds) await caller.visitLesson({ lessonId });
    clock.advance(28_000);
    const results = [];
    for (const lessonId of lessonIds) {
      results.push(await caller.recordWatch({ lessonId, played: [[0, 60_000]], positionMs: 60_000 }));
    }
    expect(results.map((result) => result.watch?.watchedPercent)).toEqual([100, 0, 0]);
    expect(results.map((result) => result.isLessonCompleted)).toEqual([true, false, false]);
  });

  it('gains nothing by waiting longer', async () => {
    const { caller, lessonIds, clock } = await enrolled(['video', 'video', 'video']);
    for (const lessonId of lessonIds) await caller.visitLesson({ lessonId });
    clock.advance(3_600_000);
    const shares = [];
    for (const lessonId of lessonIds) {
      const result = await caller.recordWatch({ lessonId, played: [[0, 60_000]], positionMs: 0 });
      shares.push(result.watch?.watchedPercent);
    }
    // A minute without a beat and two seconds of slack, at double speed: 124 s.
    expect(shares).toEqual([100, 100, 6]);
  });
});

describe('a course that changes', () => {
  it('is completed at the next step when the one lesson left was taken out', async () => {
    const { caller, lessonIds, course } = await enrolled(['article', 'article']);
    const [first = '', second = ''] = lessonIds;
    await caller.completeLesson({ lessonId: first });
    await testDb().lesson.delete({ where: { id: second } });
    expect((await caller.outline({ courseSlug: course.slug })).progress).toMatchObject({
      percent: 99,
      isCompleted: false,
    });
    await caller.visitLesson({ lessonId: first });
    expect((await caller.outline({ courseSlug: course.slug })).progress).toMatchObject({
      percent: 100,
      isCompleted: true,
    });
    expect(await eventNames()).toEqual(['enrollment/lesson.completed', 'enrollment/course.completed']);
  });

  it('neither counts nor completes a lesson without a published version', async () => {
    const { factory, caller, lessonIds, course } = await enrolled(['article', 'article', 'video']);
    const [first = '', second = '', third = ''] = lessonIds;
    await testDb().lesson.updateMany({
      where: { id: { in: [second, third] } },
      data: { publishedVersionId: null },
    });
    await factory.publish(course.id);
    await expect(caller.visitLesson({ lessonId: second })).rejects.toThrow('enrollments/lesson_not_found');
    await expect(caller.completeLesson({ lessonId: second })).rejects.toThrow('enrollments/lesson_not_found');
    const beat = { lessonId: third, played: [], positionMs: 0 };
    await expect(caller.recordWatch(beat)).rejects.toThrow('enrollments/lesson_not_found');
    const place = { courseSlug: course.slug, lessonSlug: course.lessons[1]?.slug ?? '' };
    await expect(caller.openLesson(place)).rejects.toThrow('enrollments/lesson_not_found');
    const done = await caller.completeLesson({ lessonId: first });
    expect(done.progress).toEqual({ completedLessons: 1, totalLessons: 1, percent: 100, isCompleted: true });
  });
});

describe('a course that is not public', () => {
  it('is not admitted to exist, whatever is asked of it; its staff and learners are at home', async () => {
    const { factory, course, caller } = await enrolled(['article']);
    await testDb().course.update({ where: { id: course.id }, data: { status: 'draft' } });
    const stranger = callAs(await factory.user()).enrollments;
    const refusals = [];
    for (const lessonSlug of [course.lessons[0]?.slug ?? '', 'no-such-lesson']) {
      const asked = stranger.openLesson({ courseSlug: course.slug, lessonSlug });
      refusals.push(await asked.catch((error: Error) => error.message));
    }
    expect(refusals).toEqual(['enrollments/course_not_found', 'enrollments/course_not_found']);
    const place = { courseSlug: course.slug, lessonSlug: course.lessons[0]?.slug ?? '' };
    expect((await caller.openLesson(place)).isEnrolled).toBe(true);
    expect((await callAs(course.owner).enrollments.openLesson(place)).isEnrolled).toBe(false);
  });
});

describe('the list of courses', () => {
  it('takes as many queries for twenty courses as for two', async () => {
    const factory = testFactory();
    const learner = await factory.user();
    const queriesFor = async (count: number) => {
      const missing = count - (await testDb().enrollment.count());
      for (let index = 0; index < missing; index += 1) {
        const course = await factory.course({ lessons: ['article'] });
        await factory.enrollment({ userId: learner.id, courseId: course.id });
      }
      const queries = vi.spyOn(Client.prototype, 'query');
      const page = await callAs(learner).enrollments.listMine({ limit: 20 });
      const spent = queries.mock.calls.length;
      queries.mockRestore();
      expect(page.items.map((item) => item.progress.totalLessons)).toEqual(
        Array.from({ length: count }, () => 1),
      );
      return spent;
    };
    const forTwo = await queriesFor(2);
    expect(forTwo).toBeGreaterThan(0);
    expect(forTwo).toBeLessThanOrEqual(16);
    expect(await queriesFor(20)).toBe(forTwo);
  });
});

describe('reading', () => {
  it('continues with the lesson last visited while it is unfinished', async () => {
    const { caller, lessonIds, course } = await enrolled(['article', 'article', 'article']);
    await caller.completeLesson({ lessonId: lessonIds[0] ?? '' });
    await caller.visitLesson({ lessonId: lessonIds[2] ?? '' });
    expect((await caller.findMine({ courseId: course.id }))?.continueWith?.slug).toBe(
      course.lessons[2]?.slug,
    );
    const page = await caller.listMine({});
    expect(page.items).toHaveLength(1);
    expect(page.items[0]?.progress.percent).toBe(33);
  });

  it('opens a lesson with its neighbours for its learner, a preview for everybody, nothing else for a stranger', async () => {
    const { factory, caller, course } = await enrolled(['article', 'article', 'article']);
    const [first, second] = course.lessons;
    const place = { courseSlug: course.slug, lessonSlug: second?.slug ?? '' };
    const opened = await caller.openLesson(place);
    expect(opened).toMatchObject({
      isCompleted: false,
      previous: { slug: first?.slug },
      next: { slug: course.lessons[2]?.slug },
    });
    expect(opened.lesson.bodyMd).toContain('A heading');
    const stranger = await factory.user();
    await expect(callAs(stranger).enrollments.openLesson(place)).rejects.toThrow('enrollments/not_enrolled');
    await testDb().lesson.updateMany({ where: { id: second?.id ?? '' }, data: { isPreview: true } });
    await factory.publish(course.id);
    expect((await callAs(stranger).enrollments.openLesson(place)).lesson.id).toBe(second?.id);
  });

  it('shows the outline to its learner with progress, to visitors without, and no draft to anybody else', async () => {
    const { factory, caller, course, lessonIds } = await enrolled(['article', 'article']);
    await caller.completeLesson({ lessonId: lessonIds[0] ?? '' });
    const place = { courseSlug: course.slug };
    expect(await caller.outline(place)).toMatchObject({
      access: 'learner',
      progress: { completedLessons: 1 },
      continueWith: { slug: course.lessons[1]?.slug },
    });
    const stranger = callAs(await factory.user()).enrollments;
    expect(await stranger.outline(place)).toMatchObject({
      access: 'visitor',
      enrollmentId: null,
      progress: { completedLessons: 0 },
      continueWith: null,
    });
    await testDb().course.update({ where: { id: course.id }, data: { status: 'draft' } });
    await expect(stranger.outline(place)).rejects.toThrow('enrollments/course_not_found');
    expect((await callAs(course.owner).enrollments.outline(place)).access).toBe('staff');
  });
});
