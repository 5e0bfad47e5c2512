import { Client } from 'pg';
import { describe, expect, it, vi } from 'vitest';
import type { ReleaseRule } from '@/server/domains/content/contract';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fixedClock, testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const courseSlug = 'bees';
const dayMs = 86_400_000;
type Kind = 'article' | 'video' | 'quiz';

async function school(lessons: readonly Kind[] = ['article', 'article', 'quiz', 'article']) {
  const factory = testFactory();
  const course = await factory.course({ slug: courseSlug, lessons });
  const learner = await factory.user();
  const clock = fixedClock();
  const { enrollments, assessments } = callAs(learner, clock);
  const staff = callAs(course.owner, clock);
  const at = (place: number) => course.lessons[place]?.id ?? '';
  const slugAt = (place: number) => course.lessons[place]?.slug ?? '';
  const rule = async (place: number, value: ReleaseRule | null) => {
    const target = { kind: 'lesson', id: at(place) } as const;
    expect(await staff.content.saveRelease({ courseSlug, target, rule: value })).toMatchObject({
      isSaved: true,
    });
    await factory.publish(course.id);
  };
  const inOrder = async () => {
    await staff.content.setSequential({ courseSlug, isSequential: true });
    await factory.publish(course.id);
  };
  const enrol = async (cohortId?: string) =>
    await factory.enrollment({ courseId: course.id, userId: learner.id, cohortId: cohortId ?? null });
  const outline = async () => await enrollments.outline({ courseSlug });
  const lockAt = async (place: number) =>
    (await outline()).sections[0]?.lessons.find(({ id }) => id === at(place))?.lock ?? null;
  const open = async (place: number) =>
    await enrollments.openLesson({ courseSlug, lessonSlug: slugAt(place) });
  const complete = async (place: number) => await enrollments.completeLesson({ lessonId: at(place) });
  return {
    ...{ factory, course, learner, clock, enrollments, assessments, staff, at, slugAt, rule, enrol },
    ...{ outline, lockAt, open, complete, inOrder },
  };
}

const cohort = (more: object = {}) => ({
  ...{ name: 'Spring', zone: 'Europe/Madrid', startsLocal: '2026-12-01T09:00', endsLocal: null },
  ...{ enrolFromLocal: null, enrolUntilLocal: null, capacity: null, ...more },
});

describe('a locked lesson', () => {
  it('says why, is refused everywhere, and opens by what it asks for', async () => {
    const { at, rule, enrol, lockAt, open, complete, enrollments } = await school();
    await rule(1, { kind: 'completed', lessonId: at(0) });
    await enrol();
    expect(await lockAt(1)).toMatchObject({ why: { kind: 'complete', title: 'Lesson 1' }, opensAt: null });
    await expect(open(1)).rejects.toThrow('enrollments/lesson_locked');
    await expect(complete(1)).rejects.toThrow('enrollments/lesson_locked');
    await expect(enrollments.visitLesson({ lessonId: at(1) })).rejects.toThrow('enrollments/lesson_locked');
    const first = await open(0);
    expect(first.next?.title).toBe('Lesson 3');
    expect(first.nextWhenDone?.title).toBe('Lesson 2');
    await complete(0);
    expect(await lockAt(1)).toBeNull();
    await complete(1);
  });

  it('opens at a time, to the second, and closes at one', async () => {
    const { rule, enrol, lockAt, open, clock, outline, at } = await school();
    const from: ReleaseRule = { kind: 'after', at: '2026-12-24T09:00', zone: 'Europe/Madrid' };
    const until: ReleaseRule = { kind: 'before', at: '2026-12-31T23:59', zone: 'Europe/Madrid' };
    await rule(1, { kind: 'all', rules: [from, until] });
    await enrol();
    const opensAt = new Date('2026-12-24T08:00:00Z');
    expect(await lockAt(1)).toEqual({ why: { kind: 'from', at: opensAt, zone: 'Europe/Madrid' }, opensAt });
    clock.set(new Date(opensAt.getTime() - 1));
    await expect(open(1)).rejects.toThrow('enrollments/lesson_locked');
    clock.set(opensAt);
    await open(1);
    const lesson = (await outline()).sections[0]?.lessons.find(({ id }) => id === at(1));
    expect(lesson?.closesAt).toEqual(new Date('2026-12-31T22:59:00Z'));
    clock.set(new Date('2026-12-31T22:59:00Z'));
    expect(await lockAt(1)).toMatchObject({ why: { kind: 'over' }, opensAt: null });
  });

  it('opens days after enrolling, named on the clock of the reader', async () => {
    const { rule, enrol, lockAt, clock, learner } = await school();
    await testDb().profile.update({ where: { userId: learner.id }, data: { timeZone: 'Asia/Tokyo' } });
    await rule(1, { kind: 'enrolled', days: 3 });
    await enrol();
    const opensAt = new Date(testNow.getTime() + 3 * dayMs);
    expect(await lockAt(1)).toEqual({ why: { kind: 'from', at: opensAt, zone: 'Asia/Tokyo' }, opensAt });
    clock.set(opensAt);
    expect(await lockAt(1)).toBeNull();
  });

  it('with a quiz cannot be begun, but what was begun in time is finished', async () => {
    const { at, rule, enrol, assessments, course } = await school();
    await enrol();
    const { attemptId } = await assessments.start({ lessonId: at(2) });
    await rule(2, { kind: 'completed', lessonId: at(0) });
    expect(await assessments.start({ lessonId: at(2) })).toEqual({ attemptId });
    await assessments.submit({ attemptId, answers: [] });
    await expect(assessments.start({ lessonId: at(2) })).rejects.toThrow('enrollments/lesson_locked');
    expect(course.lessons[2]?.quiz).not.toBeNull();
  });

  it('opens by a score, and keeps the best one', async () => {
    const { at, rule, enrol, assessments, lockAt, course } = await school();
    await rule(3, { kind: 'score', lessonId: at(2), percent: 50 });
    await enrol();
    const [single] = course.lessons[2]?.quiz?.questions ?? [];
    const right = { questionId: single?.id ?? '', choiceIds: [single?.choices[0]?.id ?? ''], seq: 1 };
    const hand = async (answers: (typeof right)[]) => {
      const { attemptId } = await assessments.start({ lessonId: at(2) });
      return await assessments.submit({ attemptId, answers });
    };
    await hand([]);
    expect(await lockAt(3)).toMatchObject({ why: { kind: 'score', percent: 50, best: 0 } });
    await hand([right]);
    expect(await lockAt(3)).toBeNull();
    await hand([]);
    expect(await lockAt(3)).toBeNull();
  });

  it('is never what "continue" leads to', async () => {
    const { rule, enrol, outline, complete, enrollments, course } = await school();
    await rule(1, { kind: 'enrolled', days: 3 });
    await enrol();
    await complete(0);
    expect((await outline()).continueWith?.title).toBe('Lesson 3');
    expect((await enrollments.findMine({ courseId: course.id }))?.continueWith?.title).toBe('Lesson 3');
    for (const place of [0, 2, 3]) await rule(place, { kind: 'enrolled', days: 3 });
    expect((await outline()).continueWith).toBeNull();
  });

  it('costs as many queries in a course of two hundred lessons as in one of four', async () => {
    const { factory, course, enrol, outline, open, inOrder } = await school();
    await inOrder();
    await enrol();
    const spent = async () => {
      const queries = vi.spyOn(Client.prototype, 'query');
      await outline();
      await open(0);
      const { length } = queries.mock.calls;
      queries.mockRestore();
      return length;
    };
    const forFour = await spent();
    for (let index = 0; index < 196; index += 1) {
      await factory.lesson({ courseId: course.id, sectionId: course.section.id });
    }
    expect((await outline()).sections[0]?.lessons).toHaveLength(200);
    expect(await spent()).toBe(forFour);
    expect(forFour).toBeLessThanOrEqual(40);
  });
});

describe('a course in order', () => {
  it('opens one lesson after the other, and finishes', async () => {
    const { inOrder, enrol, lockAt, complete, outline } = await school(['article', 'article', 'article']);
    await inOrder();
    await enrol();
    expect(await Promise.all([0, 1, 2].map(lockAt))).toMatchObject([
      null,
      {},
      { why: { title: 'Lesson 2' } },
    ]);
    for (const place of [0, 1, 2]) await complete(place);
    expect((await outline()).progress).toMatchObject({ isCompleted: true, percent: 100 });
  });

  it('does not wait for what is for others', async () => {
    const { staff, rule, inOrder, enrol, complete, outline, lockAt } = await school([
      'article',
      'article',
      'article',
    ]);
    const { cohortId } = await staff.courses.createCohort({ courseSlug, cohort: cohort() });
    await rule(1, { kind: 'cohort', cohortId });
    await inOrder();
    await enrol();
    expect(await lockAt(1)).toMatchObject({ why: { kind: 'all' } });
    await complete(0);
    expect(await lockAt(1)).toMatchObject({ why: { kind: 'cohort', name: 'Spring' } });
    await complete(2);
    expect((await outline()).progress).toEqual({
      ...{ completedLessons: 2, totalLessons: 2, percent: 100, isCompleted: true },
    });
  });
});

describe('a decision about one learner', () => {
  it('goes before the rule, until it ends, and is on record', async () => {
    const { staff, at, rule, enrol, lockAt, clock, open, learner } = await school();
    await rule(1, { kind: 'completed', lessonId: at(0) });
    const { id: enrollmentId } = await enrol();
    const place = { courseSlug, enrollmentId, lessonId: at(1) };
    const until = { at: '2026-12-24T23:59', zone: 'Europe/Madrid' };
    const reason = 'Was in hospital';
    const view = await staff.enrollments.setOverride({ ...place, opens: 'open', until, reason });
    const end = new Date('2026-12-24T22:59:00Z');
    expect(view.sections[0]?.lessons[1]).toMatchObject({
      ...{ lock: null, closesAt: end, override: { opens: 'open', until: end, reason, isOver: false } },
    });
    await open(1);
    clock.set(end);
    expect(await lockAt(1)).toMatchObject({ why: { kind: 'complete' } });
    await staff.enrollments.setOverride({ ...place, lessonId: at(0), opens: 'closed', until: null, reason });
    expect(await lockAt(0)).toMatchObject({ why: { kind: 'staff', until: null }, opensAt: null });
    await staff.enrollments.clearOverride({ ...place, lessonId: at(0) });
    expect(await lockAt(0)).toBeNull();
    const audit = await testDb().auditEntry.findMany({ where: { action: 'release.overridden' } });
    expect(audit).toHaveLength(3);
    const said = JSON.stringify(audit.map(({ before, after }) => [before, after]));
    expect(said).toContain(learner.id);
    expect(said).not.toContain('hospital');
  });

  it('is not for learners, nor for the staff of other courses', async () => {
    const { factory, at, enrol, learner } = await school();
    const { id: enrollmentId } = await enrol();
    const input = {
      ...{ courseSlug, enrollmentId, lessonId: at(0), opens: 'open' as const, until: null, reason: 'x' },
    };
    for (const person of [learner, await factory.user({ role: 'instructor' })]) {
      await expect(callAs(person).enrollments.setOverride(input)).rejects.toThrow('courses/not_found');
      const look = callAs(person).enrollments.learner({ courseSlug, enrollmentId });
      await expect(look).rejects.toThrow('courses/not_found');
    }
    const other = await factory.course({ slug: 'wasps' });
    const elsewhere = callAs(other.owner).enrollments.setOverride({ ...input, courseSlug: 'wasps' });
    await expect(elsewhere).rejects.toThrow('enrollments/learner_not_found');
  });
});

describe('who enrols', () => {
  const ask = (courseId: string, cohortId?: string) => ({
    ...{ courseId, idempotencyKey: crypto.randomUUID() },
    ...(cohortId === undefined ? {} : { cohortId }),
  });

  it('comes into the next open cohort, or the one they chose', async () => {
    const { factory, staff, course, clock } = await school();
    const create = async (more: object) =>
      (await staff.courses.createCohort({ courseSlug, cohort: cohort(more) })).cohortId;
    const later = await create({ name: 'Summer', startsLocal: '2027-06-01T09:00' });
    const next = await create({});
    await create({ name: 'Closed', startsLocal: '2026-11-01T09:00', enrolUntilLocal: '2026-05-01T00:00' });
    const cohortOf = async (chosen?: string) => {
      const { enrollmentId } = await callAs(await factory.user(), clock).enrollments.enroll(
        ask(course.id, chosen),
      );
      return (await testDb().enrollment.findUniqueOrThrow({ where: { id: enrollmentId } })).cohortId;
    };
    expect(await cohortOf()).toBe(next);
    expect(await cohortOf(later)).toBe(later);
    const { cohorts } = await staff.enrollments.cohorts({ courseSlug });
    expect(cohorts.map(({ fields, learners, view }) => [fields.name, learners, view.enrolment])).toEqual([
      ['Closed', 0, 'over'],
      ['Spring', 1, 'open'],
      ['Summer', 1, 'open'],
    ]);
    const closed = cohorts[0]?.id ?? '';
    await expect(cohortOf(closed)).rejects.toThrow('enrollments/cohort_closed');
  });

  it('of ten at once gets the last two places once each, and the rest is told', async () => {
    const { factory, staff, course, clock } = await school();
    const { cohortId } = await staff.courses.createCohort({ courseSlug, cohort: cohort({ capacity: 2 }) });
    await staff.courses.setCohortOnly({ courseSlug, isCohortOnly: true });
    const people = await Promise.all(Array.from({ length: 10 }, async () => await factory.user()));
    const results = await Promise.allSettled(
      people.map(async (person) => await callAs(person, clock).enrollments.enroll(ask(course.id))),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const refusals = results.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    for (const refusal of refusals) expect(refusal).toContain('enrollments/cohort_full');
    expect(await testDb().enrollment.count({ where: { cohortId } })).toBe(2);
  });

  it('stays out of a course that takes people with a cohort only while none is open', async () => {
    const { staff, course, enrollments } = await school();
    await staff.courses.setCohortOnly({ courseSlug, isCohortOnly: true });
    await expect(enrollments.enroll(ask(course.id))).rejects.toThrow('enrollments/no_open_cohort');
    await staff.courses.setCohortOnly({ courseSlug, isCohortOnly: false });
    expect(await enrollments.enroll(ask(course.id))).toMatchObject({ isNew: true });
  });

  it('is moved by staff, and opens what begins with the new cohort', async () => {
    const { staff, rule, enrol, lockAt, clock } = await school();
    const { cohortId } = await staff.courses.createCohort({
      courseSlug,
      cohort: cohort({ startsLocal: '2027-03-25T09:00' }),
    });
    await rule(1, { kind: 'started', days: 7 });
    const { id: enrollmentId } = await enrol();
    expect(await lockAt(1)).toMatchObject({ why: { kind: 'any_cohort' } });
    await staff.enrollments.moveLearner({ courseSlug, enrollmentId, cohortId });
    // A week later clocks have gone forward: it is nine there, and one hour less in UTC.
    expect((await lockAt(1))?.opensAt).toEqual(new Date('2027-04-01T07:00:00Z'));
    clock.set(new Date('2027-04-01T07:00:00Z'));
    expect(await lockAt(1)).toBeNull();
    const { items } = await staff.enrollments.cohortLearners({ courseSlug, cohortId });
    expect(items.map((one) => one.enrollmentId)).toEqual([enrollmentId]);
    await expect(
      staff.enrollments.moveLearner({ courseSlug, enrollmentId, cohortId: crypto.randomUUID() }),
    ).rejects.toThrow('enrollments/cohort_not_found');
  });
});
