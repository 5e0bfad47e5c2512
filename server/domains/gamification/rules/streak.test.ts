import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfGoal, daysPerFreeze, streakOn } from '@/server/domains/gamification/rules/streak';

const start = Date.UTC(2026, 1, 20);
const dayAt = (index: number) => new Date(start + index * 86_400_000).toISOString().slice(0, 10);
const daysAt = (...indexes: readonly number[]) => indexes.map(dayAt);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('days in a row', () => {
  it('are none before the first, and count from it, over the end of a month', () => {
    expect(streakOn([], dayAt(0))).toMatchObject({ current: 0, longest: 0, state: 'none' });
    expect(streakOn(daysAt(0), dayAt(0))).toMatchObject({ current: 1, state: 'done_today' });
    expect(streakOn(daysAt(...upTo(12)), dayAt(11))).toMatchObject({ current: 12, longest: 12 });
  });

  it('stand until the day is over on which nothing is learnt yet', () => {
    expect(streakOn(daysAt(0, 1), dayAt(2))).toMatchObject({ current: 2, state: 'open', isFreezeLeft: true });
  });

  it('go on over one missed day, which does not count', () => {
    expect(streakOn(daysAt(0, 1), dayAt(3))).toMatchObject({
      current: 2,
      state: 'frozen',
      isFreezeLeft: false,
    });
    const standing = streakOn(daysAt(0, 1, 3), dayAt(3));
    expect(standing).toMatchObject({ current: 3, state: 'done_today', isFreezeLeft: false });
    expect(standing.week.slice(3).map(({ state }) => state)).toEqual([
      'learnt',
      'learnt',
      'frozen',
      'learnt',
    ]);
  });

  it('end by two missed days, and by a second one too soon after the first', () => {
    expect(streakOn(daysAt(0, 1), dayAt(4))).toMatchObject({ current: 0, longest: 2, state: 'none' });
    expect(streakOn(daysAt(0, 2, 3), dayAt(5))).toMatchObject({ current: 0, longest: 3 });
    expect(streakOn(daysAt(0, 2, 4), dayAt(4))).toMatchObject({ current: 1, longest: 2 });
  });

  it('forgive again after so many days of learning', () => {
    const learnt = [0, ...upTo(daysPerFreeze).map((index) => index + 2)];
    const last = daysPerFreeze + 1;
    expect(streakOn(daysAt(...learnt), dayAt(last)).isFreezeLeft).toBe(true);
    expect(streakOn(daysAt(...learnt, last + 2), dayAt(last + 2)).current).toBe(daysPerFreeze + 2);
    expect(streakOn(daysAt(...learnt.slice(0, -1), last + 1), dayAt(last + 1)).current).toBe(1);
  });

  it('do not end when somebody moves west, where it is still yesterday', () => {
    expect(streakOn(daysAt(0, 1, 2), dayAt(1))).toMatchObject({ current: 3, state: 'done_today' });
  });
});

describe('the day of a goal', () => {
  it('is the first on which so many were reached, also when they have ended since', () => {
    expect(dayOfGoal(daysAt(0, 1, 2, 3, 10, 11, 12), 3)).toBe(dayAt(2));
    expect(dayOfGoal(daysAt(0, 1, 3), 3)).toBe(dayAt(3));
    expect(dayOfGoal(daysAt(0, 1), 3)).toBeNull();
  });

  it('is there exactly when the longest run reaches it, and a longer life never takes it away', () => {
    const lives = fc.uniqueArray(fc.nat(60), { maxLength: 40 }).map((days) => days.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(lives, fc.integer({ min: 1, max: 12 }), fc.nat(40), (indexes, goal, cut) => {
        const days = daysAt(...indexes);
        const { longest, current } = streakOn(days, days.at(-1) ?? dayAt(0));
        expect(current).toBeLessThanOrEqual(longest);
        expect(longest).toBeLessThanOrEqual(days.length);
        expect(dayOfGoal(days, goal) !== null).toBe(longest >= goal);
        const earlier = dayOfGoal(days.slice(0, cut), goal);
        if (earlier !== null) expect(dayOfGoal(days, goal)).toBe(earlier);
      }),
    );
  });
});
