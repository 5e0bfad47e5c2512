import 'server-only';
import { cookies, headers } from 'next/headers';
import { connection } from 'next/server';
import { cache } from 'react';
import { cookieName } from '@/server/domains/auth/cookies';
import { actorOfSession } from '@/server/domains/auth/session';
import { callerAddress } from '@/server/platform/caller-address';
import { requestIdFrom, requestContext as servedRequest } from '@/server/platform/request-context';
import type { Context } from '@/server/trpc/context';
import { t } from '@/server/trpc/init';
import { appRouter } from '@/server/trpc/root';
import { services } from '@/server/wiring/services';

/**
 * Returns the context of the request being served: who is signed in by its session cookie, and its id. Computed once
 * per server-rendered request.
 */
export const requestContext = cache(async (): Promise<Context> => {
  // A request is answered when it comes and never ahead of it: it gets an id of its own.
  await connection();
  const [cookieJar, requestHeaders] = await Promise.all([cookies(), headers()]);
  const { db, clock, redis, objectStore, live, breachedPasswords } = services();
  const actor = await actorOfSession(db, cookieJar.get(cookieName('session'))?.value, clock.now());
  const address = callerAddress(requestHeaders);
  // A served request has its id already, also for what fails before this line.
  const requestId = servedRequest()?.requestId ?? requestIdFrom(requestHeaders);
  return { db, clock, redis, objectStore, live, breachedPasswords, actor, address, requestId };
});

const createCaller = t.createCallerFactory(appRouter);

/** Calls procedures inside this process, with the same checks as over HTTP and without a round trip. */
export const api = createCaller(requestContext);

/** Returns who is signed in, or null for a visitor. Asked once for each page that is made, whoever needs it. */
export const currentViewer = cache(async () => await api.auth.viewer());

/** Returns the zone whose clock the reader of this page has chosen to read; UTC for visitors. */
export async function readerZone(): Promise<string> {
  return (await currentViewer())?.timeZone ?? 'UTC';
}
