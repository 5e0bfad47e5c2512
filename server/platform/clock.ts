import { setTimeout } from 'node:timers/promises';

/** Tells the time. Commands take theirs from the context, so that tests and reconcilers decide what "now" is. */
export type Clock = {
  now(): Date;
  /** Resolves after this many milliseconds. */
  wait(ms: number): Promise<void>;
};

/** The wall clock of this process, in UTC. */
export const systemClock: Clock = { now: () => new Date(), wait: async (ms) => await setTimeout(ms) };
