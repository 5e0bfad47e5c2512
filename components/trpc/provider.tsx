'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { browserLinks } from '@/components/trpc/links';
import { makeQueryClient } from '@/components/trpc/query-client';

/** Gives the islands below it one cache of answers and one way to the server. */
export function TrpcProvider({ children }: { readonly children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [client] = useState(() => trpc.createClient({ links: browserLinks() }));
  return (
    <trpc.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </trpc.Provider>
  );
}
