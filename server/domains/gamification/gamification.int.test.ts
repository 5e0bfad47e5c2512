import { describe, expect, it } from 'vitest';
import { tellOfBadge } from '@/inngest/functions/gamification/tell-of-badge';
import { eraseAchievements, rebuildEverybody, settleLearning } from '@/server/domains/gamification';
import { transact } from '@/server/platform/db';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fakeLive } from '@/test/fake-ports';
import { fixedClock, testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const hourMs = 3_600_000;
const hoursLater = (hours: number) => fixedClock(new Date(testNow.getTime() + hours * hourMs));
const settle = async (userId: string) => await settleLearning({ db: testDb() }, { userId });

async function learner(lessons: ('article' | 'quiz')[] = ['article', 'article', 'quiz']) {
  const factory = testFactory();
  const person = await factory.user();
  const course = await factory.course({ title: 'Engines', lessons });
  await factory.enrollment({ courseId: course.id, userId: person.id });
  const complete = async (index: number, hours = 0) =>
    await callAs(person, hoursLater(hours)).enrollments.completeLesson({
      lessonId: course.lessons[index]?.id ?? '',
    });
  return {
    factory,
    person,
    course,
    complete,
    mine: async (hours = 0) => await callAs(person, hoursLater(hours)).gamification.mine(),
  };
}

/** Hands in an attempt at the quiz of the third lesson; `isRight` answers everything as the key says, otherwise nothing. */
async function attempt({ person, course }: Awaited<ReturnType<typeof learner>>, isRight: boolean, hours = 0) {
  const quiz = course.lessons[2]?.quiz;
  if (quiz == null) throw new Error('a quiz');
  const { assessments } = callAs(person, hoursLater(hours));
  const { attemptId } = await assessments.start({ lessonId: quiz.lessonId });
  const keyed = await testDb().question.findMany({ where: { quizId: quiz.id }, include: { choices: true } });
  const answers = keyed.map(({ id, choices }) => ({
    questionId: id,
    choiceIds: choices.filter(({ isCorrect }) => isCorrect && isRight).map((choice) => choice.id),
    seq: 1,
  }));
  return await assessments.submit({ attemptId, answers });
}

async function state() {
  const entries = await testDb().pointEntry.findMany({
    omit: { id: true },
    orderBy: [{ userId: 'asc' }, { rule: 'asc' }, { subjectId: 'asc' }],
  });
  const badges = await testDb().badgeGrant.findMany({
    omit: { id: true },
    orderBy: [{ userId: 'asc' }, { badge: 'asc' }],
  });
  return { entries, badges };
}

describe('what somebody learns', () => {
  it('earns points, badges and days, each with what it was for', async () => {
    const all = await learner();
    await all.complete(0);
    await settle(all.person.id);
    expect(await all.mine()).toMatchObject({
      points: 5,
      earned: [{ badge: 'first_lesson', earnedAt: testNow, courseTitle: 'Engines' }],
      streak: { current: 1, state: 'done_today' },
    });
    await all.complete(1, 24);
    await attempt(all, true, 24);
    await settle(all.person.id);
    const { points, sources, earned, open, streak } = await all.mine(24);
    expect(points).toBe(3 * 5 + 20 + 10 + 50);
    expect(sources.map(({ rule, count }) => [rule, count])).toEqual([
      ['lesson_completed', 3],
      ['quiz_passed', 1],
      ['quiz_full_marks', 1],
      ['course_completed', 1],
    ]);
    expect(earned.map(({ badge }) => badge).toSorted()).toEqual([
      'first_course',
      'first_lesson',
      'full_marks',
    ]);
    expect(open.find(({ badge }) => badge === 'seven_days')).toMatchObject({ value: 2, goal: 7 });
    expect(open.find(({ badge }) => badge === 'fifty_lessons')).toMatchObject({ value: 3, goal: 50 });
    expect(streak.current).toBe(2);
  });

  it('earns nothing again: not for a repeat, not for a second run, not when ten run at once', async () => {
    const all = await learner();
    await all.complete(0);
    await attempt(all, true);
    const runs = await Promise.all(Array.from({ length: 10 }, async () => await settle(all.person.id)));
    expect(runs.map(({ added }) => added).filter((added) => added > 0)).toEqual([4]);
    expect(runs.flatMap(({ granted }) => granted)).toHaveLength(2);
    const before = await state();
    await attempt(all, true, 30);
    await all.complete(0, 30);
    expect(await settle(all.person.id)).toEqual({ added: 0, granted: [] });
    expect(await state()).toEqual(before);
    const events = await testDb().outboxEvent.findMany({ where: { name: 'gamification/badge.granted' } });
    expect(events).toHaveLength(2);
  });

  it('is full marks only at the first attempt', async () => {
    const all = await learner();
    await attempt(all, false);
    await attempt(all, true, 1);
    await settle(all.person.id);
    const { sources } = await all.mine(1);
    expect(sources.map(({ count }) => count)).toEqual([1, 1, 0, 0]);
  });

  it('is taken up by the next run when one was lost, whatever came first', async () => {
    const all = await learner();
    await all.complete(0);
    await all.complete(1, 100);
    expect(await settle(all.person.id)).toMatchObject({ added: 2 });
  });

  it('is nobody else’s', async () => {
    const all = await learner();
    await all.complete(0);
    await settle(all.person.id);
    const other = callAs(await all.factory.user());
    expect(await other.gamification.mine()).toMatchObject({ points: 0, earned: [], streak: { current: 0 } });
  });
});

describe('days', () => {
  it('are those of the learner’s own zone', async () => {
    const all = await learner();
    await testDb().profile.update({
      where: { userId: all.person.id },
      data: { timeZone: 'Pacific/Auckland' },
    });
    // In UTC both are one day; for a learner in Auckland midnight lies between them.
    const day = new Date(testNow);
    day.setUTCHours(10, 30, 0, 0);
    const toTen = (day.getTime() - testNow.getTime()) / hourMs;
    await all.complete(0, toTen);
    await all.complete(1, toTen + 3);
    await settle(all.person.id);
    const days = await testDb().pointEntry.findMany({ select: { day: true }, orderBy: { day: 'asc' } });
    expect(new Set(days.map((row) => row.day.toISOString())).size).toBe(2);
    expect((await all.mine(toTen + 3)).streak).toMatchObject({ current: 2, state: 'done_today' });
    expect((await all.mine(toTen + 3 + 24)).streak).toMatchObject({ current: 2, state: 'open' });
  });

  it('stay what they were when somebody moves', async () => {
    const all = await learner();
    await all.complete(0);
    await settle(all.person.id);
    const before = await state();
    await testDb().profile.update({
      where: { userId: all.person.id },
      data: { timeZone: 'Pacific/Kiritimati' },
    });
    await settle(all.person.id);
    await rebuildEverybody({ db: testDb() });
    expect(await state()).toEqual(before);
  });
});

describe('a rebuild', () => {
  it('makes from the records what was made step by step, and repairs what is wrong', async () => {
    const all = await learner([
      'article',
      'article',
      'quiz',
      'article',
      'article',
      'article',
      'article',
      'article',
    ]);
    for (const [turn, index] of [0, 1, 3, 4, 5, 6, 7].entries()) {
      // One day is missed and forgiven.
      await all.complete(index, turn * 24 + (turn > 3 ? 24 : 0));
      await settle(all.person.id);
    }
    await attempt(all, true, 8 * 24);
    await settle(all.person.id);
    const stepwise = await state();
    expect(stepwise.badges.map(({ badge }) => badge)).toEqual([
      'first_course',
      'first_lesson',
      'full_marks',
      'seven_days',
    ]);

    await testDb().badgeGrant.deleteMany();
    await testDb().pointEntry.deleteMany();
    const rebuilt = await rebuildEverybody({ db: testDb() });
    expect(rebuilt).toMatchObject({ added: stepwise.entries.length, granted: 4 });
    expect(await state()).toEqual(stepwise);

    const { id: userId } = all.person;
    await testDb().badgeGrant.create({ data: { userId, badge: 'ten_courses', earnedAt: testNow } });
    await testDb().badgeGrant.updateMany({ where: { badge: 'full_marks' }, data: { earnedAt: new Date(0) } });
    await rebuildEverybody({ db: testDb() });
    expect(await state()).toEqual(stepwise);
    expect(await rebuildEverybody({ db: testDb() })).toMatchObject({ added: 0, granted: 0 });
  });

  it('leaves every line of the ledger as it was written', async () => {
    const all = await learner();
    await all.complete(0);
    await settle(all.person.id);
    await expect(testDb().pointEntry.updateMany({ data: { points: 1_000 } })).rejects.toThrow(
      'never changed',
    );
  });
});

describe('a badge', () => {
  it('is told of once in a life, while it is news, and to nobody who is gone', async () => {
    const all = await learner();
    await all.complete(0);
    await settle(all.person.id);
    const badge = { userId: all.person.id, badge: 'first_lesson' };
    const tell = async (hours: number) =>
      await tellOfBadge({ db: testDb(), clock: hoursLater(hours), live: fakeLive() }, badge);
    expect(await tell(100)).toBe(false);
    const told = await Promise.all(Array.from({ length: 10 }, async () => await tell(1)));
    expect(told.filter(Boolean)).toHaveLength(1);
    const { items } = await callAs(all.person).notifications.list({});
    expect(items.map(({ content }) => content)).toEqual([
      { type: 'badge_granted', data: { badge: 'first_lesson' } },
    ]);
    await testDb().notification.deleteMany();
    await transact(testDb(), async (tx) => await eraseAchievements(tx, all.person.id));
    expect(await tell(1)).toBe(false);
  });

  it('is not granted to who is erased, also when that happens while it is counted', async () => {
    const all = await learner();
    await all.complete(0);
    const { id } = all.person;
    await transact(testDb(), async (tx) => {
      await eraseAchievements(tx, id);
      const late = settle(id);
      await testDb().user.update({ where: { id }, data: { erasedAt: testNow } });
      return { late };
    }).then(async ({ late }) => expect(await late).toEqual({ added: 0, granted: [] }));
    expect(await state()).toEqual({ entries: [], badges: [] });
  });
});
