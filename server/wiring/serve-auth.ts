import 'server-only';
import { cookies, headers } from 'next/headers';
import NextAuth from 'next-auth';
import type { ReturningBrowser } from '@/server/domains/auth/providers/returning';
import { authOptions } from '@/server/domains/auth/session';
import { callerAddress } from '@/server/platform/caller-address';
import { callerFacts } from '@/server/platform/caller-network';
import { AppError, platformErrors } from '@/server/platform/errors';
import { countAddress, rateHeaders } from '@/server/platform/ratelimit';
import { type RateNotes, requestIdFrom, withRequestContext } from '@/server/platform/request-context';
import { isForeignWrite } from '@/server/platform/request-origin';
import { singleton } from '@/server/platform/singleton';
import { services } from '@/server/wiring/services';

const browser: ReturningBrowser = {
  headers,
  keepOffer: async (cookie) => {
    (await cookies()).set(cookie);
  },
};

/** Whoever begins at a provider makes us ask it, so that is counted here; every other way in counts itself. */
async function isWithinLimits(request: Request, route: Route): Promise<boolean> {
  const [action] = (await route.params).nextauth;
  if (action !== 'signin' || request.method !== 'POST') return true;
  try {
    await countAddress(services().redis, 'signIn', callerAddress(request.headers));
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === platformErrors.rate_limited.code) return false;
    throw error;
  }
}

type Route = { params: Promise<{ nextauth: string[] }> };

/** Serves next-auth's routes with our ways in; what another site's page sends is refused before any of them is asked. */
export async function serveAuth(request: Request, route: Route) {
  if (isForeignWrite(request)) return new Response(null, { status: 403 });
  const handler: unknown = singleton('auth.handler', () =>
    NextAuth(authOptions(() => ({ ...services(), actor: null }), browser)),
  );
  if (typeof handler !== 'function') throw new TypeError('next-auth gave no handler');
  const rates: RateNotes = new Map();
  const context = {
    requestId: requestIdFrom(request.headers),
    route: 'auth',
    rates,
    ...callerFacts(request.headers),
  };
  const response: unknown = await withRequestContext(context, async () =>
    (await isWithinLimits(request, route))
      ? await handler(request, route)
      : new Response(null, { status: 429 }),
  );
  if (!(response instanceof Response)) throw new TypeError('next-auth gave no response');
  for (const [name, value] of rateHeaders(rates)) response.headers.set(name, value);
  return response;
}
