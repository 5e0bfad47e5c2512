import 'server-only';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { callerFacts } from '@/server/platform/caller-network';
import { rateHeaders } from '@/server/platform/ratelimit';
import { type RateNotes, requestIdFrom, withRequestContext } from '@/server/platform/request-context';
import { isForeignWrite } from '@/server/platform/request-origin';
import { bearerContext, bearerOf } from '@/server/trpc/bearer';
import type { Context } from '@/server/trpc/context';
import { toAppError, toTrpcError } from '@/server/trpc/errors';
import { logFailure } from '@/server/trpc/log-failure';
import { requestContext } from '@/server/trpc/request';
import { appRouter } from '@/server/trpc/root';

/** Largest number of calls in one batch; a page needs a handful. */
const maxBatchSize = 20;

/**
 * Serves tRPC: to whom an API key belongs where one is sent, whatever cookies come with it, else to whom the session
 * belongs. A write that a browser sends from another site's page is refused before anything runs, and every answer
 * carries the id under which the log has it.
 */
export async function serveTrpc(request: Request): Promise<Response> {
  const bearer = bearerOf(request);
  if (bearer === null) return await serveTrpcWith(requestContext, request);
  return await serveTrpcWith(async () => await bearerContext(request, bearer), request);
}

/** Serves tRPC to whoever `createContext` finds. */
export async function serveTrpcWith(
  createContext: () => Promise<Context>,
  request: Request,
): Promise<Response> {
  const hasBearer = bearerOf(request) !== null;
  if (!hasBearer && isForeignWrite(request)) return new Response(null, { status: 403 });
  const requestId = requestIdFrom(request.headers);
  const rates: RateNotes = new Map();
  return await withRequestContext(
    { requestId, route: 'trpc', rates, ...callerFacts(request.headers) },
    async () =>
      await fetchRequestHandler({
        endpoint: '/api/trpc',
        req: request,
        router: appRouter,
        createContext: async () => await createContext().catch(refuse),
        maxBatchSize,
        // Failures before a procedure begins and in a stream that runs: those of procedures have their line already.
        onError: ({ error, path, type }) => logFailure(toAppError(error), { path, type }),
        responseMeta: ({ errors }) => {
          const headers = new Headers({ 'cache-control': 'private, no-store', 'x-request-id': requestId });
          const waits = errors.map((error) => toAppError(error).retryAfterSeconds ?? 0);
          const longest = Math.max(0, ...waits);
          if (longest > 0) headers.set('retry-after', String(longest));
          const isUnknown = errors.some((error) => error.code === 'UNAUTHORIZED');
          // RFC 6750 §3: whoever was refused is told what to prove themselves by.
          if (hasBearer && isUnknown) headers.set('www-authenticate', 'Bearer error="invalid_token"');
          for (const [name, value] of rateHeaders(rates)) headers.set(name, value);
          return { headers };
        },
      }),
  );
}

/** What tRPC does not know it answers with 500; a lost database is 503. */
function refuse(error: unknown): never {
  throw toTrpcError(toAppError(error));
}
