import type { Actor, Role } from '@/server/platform/actor';
import { noBreachedPasswords } from '@/server/platform/adapters/breached-passwords';
import type { Clock } from '@/server/platform/clock';
import type { Context } from '@/server/trpc/context';
import { t } from '@/server/trpc/init';
import { appRouter } from '@/server/trpc/root';
import { fakeLive, fakeObjectStore, fakeRedis } from './fake-ports';
import { fixedClock } from './fixed-clock';
import { testDb } from './test-db';

const createCaller = t.createCallerFactory(appRouter);

/** Gives the context of a request by this actor, on the worker's database, with fakes at the ports only. */
export function testContext(actor: Actor | null, clock: Clock = fixedClock()): Context {
  return {
    db: testDb(),
    clock,
    actor,
    redis: fakeRedis(),
    objectStore: fakeObjectStore(),
    live: fakeLive(),
    breachedPasswords: noBreachedPasswords,
    requestId: 'test-request',
    address: '192.0.2.1',
  };
}

/** Calls procedures as a visitor. */
export function callAsVisitor(clock?: Clock) {
  return createCaller(testContext(null, clock));
}

/** Calls procedures as a signed-in person. */
export function callAs(person: { readonly id: string; readonly role: Role }, clock?: Clock) {
  return createCaller(testContext({ kind: 'user', userId: person.id, role: person.role }, clock));
}
