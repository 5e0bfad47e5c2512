import type { Callback, FileRoute, Registry } from './registry';
import { signPayload } from './signature';

/** How the application is called back; times in milliseconds. */
const POLICY = {
  timeoutMs: 30_000,
  /** How long a confirmation may take after the application answered the callback itself. */
  confirmWithinMs: 10_000,
  firstRetryMs: 500,
  longestRetryMs: 60_000,
  giveUpAfterMs: 86_400_000,
} as const;

/** What the application answered: the data its `onUploadComplete` returned, or why it could not. */
export type CallbackResult = { data: unknown } | { error: string };

/** Sends one chunk of a development stream; false when the stream is gone. */
type StreamWriter = (chunk: string) => boolean;

/**
 * Calls the application back about finished uploads until it confirms them: at least once each. Open callbacks are
 * in the registry, so what a crash interrupts is repeated after the next start.
 */
export class CallbackSender {
  readonly #waiting = new Map<string, ((result: CallbackResult) => void)[]>();
  readonly #streams = new Map<string, StreamWriter>();
  readonly #running = new Set<string>();
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly registry: Registry,
    private readonly apiKey: string,
  ) {
    registry.onCommit(() => this.wake());
    this.wake();
  }

  /** Resolves with the application's answer for a file, or with undefined after `timeoutMs`, while the calling goes on. */
  result(key: string, timeoutMs: number): Promise<CallbackResult | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), timeoutMs).unref();
      const settle = (result: CallbackResult) => {
        clearTimeout(timer);
        resolve(result);
      };
      this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), settle]);
    });
  }

  /** Takes the application's answer and stops calling. */
  confirm(key: string, result: CallbackResult): void {
    this.registry.transaction(() => this.registry.callbacks.remove(key));
    for (const settle of this.#waiting.get(key) ?? []) settle(result);
    this.#waiting.delete(key);
  }

  /** Hands a file's callbacks to a development server over the stream it opened, instead of calling it. */
  attach(key: string, write: StreamWriter): () => void {
    this.#streams.set(key, write);
    this.wake();
    return () => {
      if (this.#streams.get(key) === write) this.#streams.delete(key);
    };
  }

  /** Starts what is due and sets the clock for the rest. */
  wake(): void {
    if (this.#stop.signal.aborted) return;
    clearTimeout(this.#timer);
    const now = Date.now();
    const waiting = this.registry.callbacks.all().filter((row) => !this.#running.has(row.id));
    for (const row of waiting) if (row.nextAt <= now) void this.#run(row);
    const later = waiting.map((row) => row.nextAt).filter((at) => at > now);
    if (later.length === 0) return;
    this.#timer = setTimeout(() => this.wake(), Math.min(...later) - now).unref();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
  }

  async #run(row: Callback): Promise<void> {
    this.#running.add(row.id);
    const isAnswered = await this.#call(row).catch(() => false);
    this.#running.delete(row.id);
    if (this.#stop.signal.aborted) return;
    // A refused upload is told once: there is nothing the application could confirm.
    if (row.hook === 'error' && isAnswered) this.confirm(row.id, { error: 'Upload failed.' });
    else if (this.registry.callbacks.get(row.id) === row) this.#postpone(row, isAnswered);
  }

  #postpone(row: Callback, isAnswered: boolean): void {
    const now = Date.now();
    if (now - row.createdAt > POLICY.giveUpAfterMs) {
      this.confirm(row.id, { error: 'The application did not answer for a day.' });
      return;
    }
    const attempts = row.attempts + 1;
    const backoff = Math.min(POLICY.longestRetryMs, POLICY.firstRetryMs * 2 ** Math.min(attempts - 1, 16));
    const nextAt = now + (isAnswered ? Math.max(POLICY.confirmWithinMs, backoff) : backoff);
    this.registry.transaction(() => this.registry.callbacks.put({ ...row, attempts, nextAt }));
  }

  async #call(row: Callback): Promise<boolean> {
    const route = this.registry.routes.get(row.id);
    if (!route) return false;
    const signature = signPayload(row.payload, this.apiKey);
    if (route.isDev) {
      const chunk = `${JSON.stringify({ payload: row.payload, signature, hook: row.hook })}\n`;
      return this.#streams.get(row.id)?.(chunk) ?? false;
    }
    const response = await fetch(callbackAddress(route), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'uploadthing-hook': row.hook,
        'x-uploadthing-signature': signature,
      },
      body: row.payload,
      signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(POLICY.timeoutMs)]),
    });
    await response.body?.cancel();
    return response.ok;
  }
}

function callbackAddress(route: FileRoute): string {
  const url = new URL(route.callbackUrl);
  url.searchParams.set('slug', route.callbackSlug);
  return url.href;
}
