import { AsyncLocalStorage } from 'node:async_hooks';

/** What is left to the caller, by policy: noted while the request is served, told in the headers of its answer. */
export type RateNotes = Map<string, { readonly remaining: number; readonly resetSeconds: number }>;

/** What every log line of a request carries. */
export type RequestContext = {
  readonly requestId: string;
  readonly route: string;
  actorId?: string;
  /** Network and device of the caller, as far as they may be kept: see `caller-network.ts`. */
  readonly network?: string;
  readonly device?: string;
  readonly rates?: RateNotes;
};

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` so that everything it calls, also later and asynchronously, can read this context. */
export function withRequestContext<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** Returns the context of the request being served, if any. */
export function requestContext(): RequestContext | undefined {
  return storage.getStore();
}

const wellFormed = /^[\w-]{8,64}$/;

/** Returns the caller's `x-request-id` when it is well formed, else a new one. */
export function requestIdFrom(headers: Headers): string {
  const given = headers.get('x-request-id');
  return given !== null && wellFormed.test(given) ? given : crypto.randomUUID();
}
