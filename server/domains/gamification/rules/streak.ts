import type { StreakView } from '@/server/domains/gamification/contract';

/** Days on which something has to be learnt before another missed day is forgiven. */
export const daysPerFreeze = 7;

const dayMs = 86_400_000;

/** Days in a row that have not been broken so far. */
type Run = {
  readonly length: number;
  readonly last: string;
  /** Days learnt since a day was forgiven; all of them when none was. */
  readonly sinceFreeze: number;
  readonly hasFrozen: boolean;
};

function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / dayMs);
}

/** Returns the ISO day so many days later, or earlier. */
function shift(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

function mayFreeze({ hasFrozen, sinceFreeze }: Run): boolean {
  return !hasFrozen || sinceFreeze >= daysPerFreeze;
}

function next(run: Run | null, day: string): Run {
  const gap = run === null ? Number.POSITIVE_INFINITY : daysBetween(run.last, day);
  if (run !== null && gap === 1) {
    return { ...run, length: run.length + 1, last: day, sinceFreeze: run.sinceFreeze + 1 };
  }
  if (run !== null && gap === 2 && mayFreeze(run)) {
    return { length: run.length + 1, last: day, sinceFreeze: 1, hasFrozen: true };
  }
  return { length: 1, last: day, sinceFreeze: 1, hasFrozen: false };
}

/** Returns what stands after each of these days, which are in order and each there once. */
function runsOver(days: readonly string[]): Run[] {
  const runs: Run[] = [];
  for (const day of days) runs.push(next(runs.at(-1) ?? null, day));
  return runs;
}

/** Returns the day on which so many days in a row were first reached, or null. */
export function dayOfGoal(days: readonly string[], goal: number): string | null {
  return runsOver(days).find(({ length }) => length >= goal)?.last ?? null;
}

/**
 * Returns how the days in a row stand today. One missed day is forgiven, and the next one after
 * {@link daysPerFreeze} more days of learning; two missed days end them always.
 *
 * @param days the days on which something was learnt, in order, each once.
 * @param today the learner's day. Days after it can be there when somebody has moved west; the latest is today for them.
 */
export function streakOn(days: readonly string[], today: string): StreakView {
  const runs = runsOver(days);
  const run = runs.at(-1) ?? null;
  const longest = Math.max(0, ...runs.map(({ length }) => length));
  const missed = run === null ? Number.POSITIVE_INFINITY : daysBetween(run.last, today) - 1;
  const week = weekUntil(days, today, run !== null && missed === 1 && mayFreeze(run));
  const standing = { longest, week } as const;
  if (run === null || missed > 1 || (missed === 1 && !mayFreeze(run))) {
    return { ...standing, current: 0, state: 'none', isFreezeLeft: true };
  }
  if (missed === 1) return { ...standing, current: run.length, state: 'frozen', isFreezeLeft: false };
  const state = missed === 0 ? 'open' : 'done_today';
  return { ...standing, current: run.length, state, isFreezeLeft: mayFreeze(run) };
}

function weekUntil(days: readonly string[], today: string, isYesterdayFrozen: boolean): StreakView['week'] {
  const learnt = new Set(days);
  const frozen = new Set(frozenAmong(days));
  if (isYesterdayFrozen) frozen.add(shift(today, -1));
  return Array.from({ length: 7 }, (_, index) => {
    const day = shift(today, index - 6);
    if (learnt.has(day)) return { day, state: 'learnt' };
    return { day, state: frozen.has(day) ? 'frozen' : 'empty' };
  });
}

/** Returns the missed days that were forgiven: those before a day that went on with the run. */
function frozenAmong(days: readonly string[]): string[] {
  return runsOver(days).flatMap(({ last, length, hasFrozen, sinceFreeze }) =>
    length > 1 && hasFrozen && sinceFreeze === 1 ? [shift(last, -1)] : [],
  );
}
