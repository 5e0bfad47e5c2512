import { defaultShouldDehydrateQuery, QueryClient } from '@tanstack/react-query';
import superjson from 'superjson';

/** How long an answer counts as fresh: what the server has just rendered is not asked for again at once. */
const staleMs = 30_000;

/** Makes a cache of answers that server and browser fill and read alike. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: staleMs, retry: shouldRetry },
      dehydrate: {
        serializeData: superjson.serialize,
        shouldDehydrateQuery: (query) =>
          defaultShouldDehydrateQuery(query) || query.state.status === 'pending',
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
}

/** A refusal stays a refusal; only what may pass is tried again, twice. */
function shouldRetry(failures: number, error: Error): boolean {
  const status: unknown = Reflect.get(Object(Reflect.get(error, 'data')), 'httpStatus');
  const isRefusal = typeof status === 'number' && status < 500;
  return !isRefusal && failures < 2;
}
