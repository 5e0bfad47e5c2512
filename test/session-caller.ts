import { openSession } from '@/server/domains/auth/commands/open-session';
import { findActor } from '@/server/domains/auth/queries/find-actor';
import type { UserActor } from '@/server/platform/actor';
import type { Clock } from '@/server/platform/clock';
import { t } from '@/server/trpc/init';
import { appRouter } from '@/server/trpc/root';
import { testContext } from './caller';
import { fixedClock } from './fixed-clock';
import { testDb } from './test-db';

const createCaller = t.createCallerFactory(appRouter);

/** Begins a session of a person, by password and at the time of the clock, and returns who it makes of them. */
export async function beginSession(userId: string, clock: Clock = fixedClock()): Promise<UserActor> {
  const at = clock.now();
  const sessionId = await openSession(testDb(), { userId, method: 'password', at });
  const actor = await findActor(testDb(), { userId, sessionId, sessionVersion: 1 }, at);
  if (actor === null) throw new Error('a session that was just begun does not hold');
  return actor;
}

/** Calls procedures within a session. */
export function callWithin(actor: UserActor, clock: Clock = fixedClock()) {
  return createCaller(testContext(actor, clock));
}

/** Tells whether a session of a person lets them in at the time of the clock. */
export async function isSessionOpen(actor: UserActor, clock: Clock = fixedClock()): Promise<boolean> {
  const claim = { userId: actor.userId, sessionId: actor.session?.id ?? '', sessionVersion: 1 };
  return (await findActor(testDb(), claim, clock.now())) !== null;
}
