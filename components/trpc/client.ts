'use client';

import { createTRPCReact } from '@trpc/react-query';
import type { AppRouter } from '@/server/trpc/root';

/** The procedures as hooks, for islands below a {@link TrpcProvider}. */
export const trpc = createTRPCReact<AppRouter>();
