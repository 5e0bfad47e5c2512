import { randomInt } from 'node:crypto';
import type { Clock } from '@/server/platform/clock';

/** Answers leave at multiples of this many ms, which is more than the work of any of them takes on a healthy day. */
const paceMs = 250;

/** Up to this many ms come on top, so that the last of the difference drowns. */
const jitterMs = 50;

/** Waits for the next beat after a time, in epoch ms. */
async function untilNextBeat(clock: Clock, startedAt: number): Promise<void> {
  const elapsedMs = Math.max(0, clock.now().getTime() - startedAt);
  await clock.wait(paceMs - (elapsedMs % paceMs) + randomInt(jitterMs));
}

/**
 * Runs `work` and answers, or fails, only at the next beat: how long it took does not tell whether an address has an
 * account.
 */
export async function atPace<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  const startedAt = clock.now().getTime();
  try {
    return await work();
  } finally {
    await untilNextBeat(clock, startedAt);
  }
}

/** Runs `work`, and refuses at the next beat: a null, or a failure. Whoever gets in does not wait. */
export async function refusingAtPace<T>(clock: Clock, work: () => Promise<T | null>): Promise<T | null> {
  const startedAt = clock.now().getTime();
  const result = await work().catch(async (error: unknown) => {
    await untilNextBeat(clock, startedAt);
    throw error;
  });
  if (result === null) await untilNextBeat(clock, startedAt);
  return result;
}
