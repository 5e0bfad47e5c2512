import type { Clock } from '@/server/platform/clock';

/** A clock that stands still until a test moves it, or something waits: waiting is over at once, and the time has come. */
export interface FixedClock extends Clock {
  /** Moves the time on by `ms`. */
  advance(ms: number): void;
  /** Sets the time, also backwards. */
  set(now: Date): void;
}

/** A Monday morning in every time zone's calendar of 2026, far from the turn of a year, month or summer time. */
export const testNow = new Date('2026-05-11T09:00:00.000Z');

/** Returns a clock that stands still at `start`; each call of `now` returns a new Date. */
export function fixedClock(start: Date = testNow): FixedClock {
  let nowMs = start.getTime();
  return {
    now: () => new Date(nowMs),
    wait: async (ms) => {
      nowMs += ms;
    },
    advance: (ms) => {
      nowMs += ms;
    },
    set: (now) => {
      nowMs = now.getTime();
    },
  };
}
