import 'server-only';
import { cookies, headers } from 'next/headers';
import NextAuth from 'next-auth';
import type { ReturningBrowser } from '@/server/domains/auth/providers/returning';
import { authOptions } from '@/server/domains/auth/session';
import { callerAddress } from '@/server/platform/caller-address';
import { callerFacts } from '@/server/platform/caller-network';
import { rateHeaders } from '@/server/platform/ratelimit';
import { type RateNotes, requestIdFrom, withRequestContext } from '@/server/platform/request-context';
import { isForeignWrite } from '@/server/platform/request-origin';
import { singleton } from '@/server/platform/singleton';
import { services } from '@/server/wiring/services';

const browser: ReturningBrowser = {
  address: async () => callerAddress(await headers()),
  returnTo: async (cookie) => (await cookies()).get(cookie)?.value ?? null,
  keepOffer: async (cookie) => {
    (await cookies()).set(cookie);
  },
};

/** Serves next-auth's routes with our ways in; what another site's page sends is refused before any of them is asked. */
export async function serveAuth(request: Request, route: { params: Promise<{ nextauth: string[] }> }) {
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
  const response: unknown = await withRequestContext(context, async () => await handler(request, route));
  if (!(response instanceof Response)) throw new TypeError('next-auth gave no response');
  for (const [name, value] of rateHeaders(rates)) response.headers.set(name, value);
  return response;
}
