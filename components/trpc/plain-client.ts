import { createTRPCClient } from '@trpc/client';
import { browserLinks } from '@/components/trpc/links';
import type { AppRouter } from '@/server/trpc/root';

/**
 * The procedures without React or a cache, for islands on public pages: import it with `import()` when it is needed, so
 * that the page itself stays light.
 */
export const plainTrpc = createTRPCClient<AppRouter>({ links: browserLinks() });
