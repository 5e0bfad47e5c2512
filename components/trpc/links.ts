import { httpBatchStreamLink, httpSubscriptionLink, splitLink, type TRPCLink } from '@trpc/client';
import superjson from 'superjson';
import { stepUpLink } from '@/components/trpc/step-up-link';
import type { AppRouter } from '@/server/trpc/root';

const url = '/api/trpc';

/** How a browser reaches procedures: calls of one moment in one request whose answers stream, live ones over SSE. */
export function browserLinks(): TRPCLink<AppRouter>[] {
  return [
    stepUpLink,
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url, transformer: superjson }),
      false: httpBatchStreamLink({ url, transformer: superjson, maxItems: 20 }),
    }),
  ];
}
