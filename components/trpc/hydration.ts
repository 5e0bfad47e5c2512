import 'server-only';
import { createHydrationHelpers } from '@trpc/react-query/rsc';
import { cache } from 'react';
import { makeQueryClient } from '@/components/trpc/query-client';
import { api } from '@/server/trpc/request';
import type { AppRouter } from '@/server/trpc/root';

const queryClientOfRequest = cache(makeQueryClient);

/**
 * Prefetches for islands: `prefetch.enrollments.outline.prefetch({ … })` in a server component, then its islands inside
 * `HydrateClient` find the answer without asking.
 */
export const { trpc: prefetch, HydrateClient } = createHydrationHelpers<AppRouter>(api, queryClientOfRequest);
