import 'server-only';
import { authErrors } from '@/server/domains/auth/errors';
import { findKeyActor } from '@/server/domains/auth/queries/find-key-actor';
import { callerAddress } from '@/server/platform/caller-address';
import { AppError } from '@/server/platform/errors';
import { countAgainst } from '@/server/platform/ratelimit';
import { requestIdFrom, requestContext as servedRequest } from '@/server/platform/request-context';
import type { Context } from '@/server/trpc/context';
import { type Services, services } from '@/server/wiring/services';

/**
 * Returns what a request sends as its bearer (RFC 6750 §2.1); null when it sends none. A browser adds no such header by
 * itself, and no page of another site may: such a request needs no look at where it comes from, and brings no cookie.
 */
export function bearerOf(request: Request): string | null {
  const authorization = request.headers.get('authorization');
  if (authorization === null || !/^bearer(\s|$)/i.test(authorization)) return null;
  return authorization.slice('bearer'.length).trim();
}

/** What serving a key takes from the services. */
export type KeyPorts = Pick<
  Services,
  'db' | 'clock' | 'redis' | 'objectStore' | 'live' | 'breachedPasswords'
>;

/**
 * Returns the context of a request by an API key: its person, within its scopes.
 *
 * @throws AppError as `findKeyActor`; `platform/rate_limited` for who keeps sending keys that nobody has.
 */
export async function bearerContext(
  request: Request,
  bearer: string,
  ports: KeyPorts = services(),
): Promise<Context> {
  const { db, clock, redis, objectStore, live, breachedPasswords } = ports;
  const address = callerAddress(request.headers);
  const requestId = servedRequest()?.requestId ?? requestIdFrom(request.headers);
  const actor = await findKeyActor(db, bearer, clock.now()).catch(async (error: unknown) => {
    if (error instanceof AppError && error.code === authErrors.api_key_unknown.code) {
      await countAgainst(redis, 'unknownApiKey', address);
    }
    throw error;
  });
  return { db, clock, redis, objectStore, live, breachedPasswords, actor, address, requestId };
}
