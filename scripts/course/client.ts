import { setTimeout as wait } from 'node:timers/promises';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import superjson from 'superjson';
import { z } from 'zod';
import type { AppRouter } from '@/server/trpc/root';

/** Where a school is, and the key to it. */
export type School = { readonly url: string; readonly key: string };

/** The procedures of a school, as its API key opens them. */
export type SchoolClient = ReturnType<typeof connect>;

/** Connects to a school; nothing is asked yet. */
export function connect({ url, key }: School) {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: new URL('/api/trpc', url).href,
        transformer: superjson,
        headers: { authorization: `Bearer ${key}` },
      }),
    ],
  });
}

const refusal = z.object({
  error: z.object({
    code: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number()])),
    retryAfterSeconds: z.number().optional(),
  }),
});

/** Returns what a school says of a failed call; null when it was not the school that spoke. */
export function refusalOf(error: unknown): z.infer<typeof refusal>['error'] | null {
  if (!(error instanceof TRPCClientError)) return null;
  return refusal.safeParse(error.data).data?.error ?? null;
}

/** So often a call is made again that the line, or a limit, has stopped. */
const tries = 6;
const firstPauseMs = 500;

/** Makes a call again while the line is broken, the school cannot be reached or asks to wait; every call here may be repeated. */
export async function persist<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1, pauseMs = firstPauseMs; ; attempt += 1, pauseMs *= 2) {
    try {
      return await call();
    } catch (error) {
      const said = refusalOf(error);
      const isPassing =
        said === null
          ? error instanceof TRPCClientError || error instanceof TypeError
          : said.retryAfterSeconds !== undefined;
      if (!isPassing || attempt === tries) throw error;
      await wait(said?.retryAfterSeconds === undefined ? pauseMs : said.retryAfterSeconds * 1_000);
    }
  }
}
