import { createHmac } from 'node:crypto';
import type { Database } from './database';
import type { Delivery } from './objects';
import { renderEvent } from './resources/events';

/** How the webhook is called: times in milliseconds. Stripe, too, gives up after three days. */
const POLICY = {
  timeoutMs: 10_000,
  firstRetryMs: 500,
  longestRetryMs: 60_000,
  giveUpAfterMs: 3 * 86_400_000,
  concurrency: 5,
} as const;

/** The header by which `stripe.webhooks.constructEvent` recognises a payload (docs.stripe.com/webhooks, "signatures"). */
function signatureHeader(payload: string, secret: string, atSeconds: number): string {
  const signature = createHmac('sha256', secret).update(`${atSeconds}.${payload}`).digest('hex');
  return `t=${atSeconds},v1=${signature}`;
}

/** Milliseconds to wait after the `attempts`-th failure: doubling from half a second to a minute. */
export function retryDelayMs(attempts: number): number {
  return Math.min(POLICY.longestRetryMs, POLICY.firstRetryMs * 2 ** Math.min(attempts - 1, 16));
}

/** Why a call failed: `fetch` itself says no more than that it did. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

/** Where and with what secret events are delivered. */
export interface Destination {
  webhookUrl: string;
  webhookSecret: string;
}

/**
 * Delivers queued events until each was answered with 2xx, at least once, in no particular order; the queue is
 * part of the database, so what a crash interrupts is delivered after the next start.
 */
export class WebhookSender {
  readonly #running = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    private readonly destination: Destination,
  ) {
    db.onCommit(() => this.wake());
    this.wake();
  }

  /** Starts what is due and sets the clock for the rest. */
  wake(): void {
    if (this.#stop.signal.aborted) return;
    clearTimeout(this.#timer);
    const waiting = this.db.deliveries
      .all()
      .filter((row) => row.state === 'pending' && !this.#running.has(row.id))
      .sort((a, b) => a.nextAt - b.nextAt);
    const now = Date.now();
    for (const row of waiting) {
      if (row.nextAt > now) {
        this.#timer = setTimeout(() => this.wake(), row.nextAt - now).unref();
        return;
      }
      if (this.#running.size >= POLICY.concurrency) return;
      this.#start(row);
    }
  }

  /** Stops sending; deliveries under way are cut off and stay queued. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#stop.abort();
    await Promise.all(this.#running.values());
  }

  #start(row: Delivery): void {
    const run = this.#deliver(row).finally(() => {
      this.#running.delete(row.id);
      this.wake();
    });
    this.#running.set(row.id, run);
  }

  async #deliver(row: Delivery): Promise<void> {
    const result = await this.#post(row);
    if (this.#stop.signal.aborted) return;
    const attempts = row.attempts + 1;
    const now = Date.now();
    const failed = now - row.createdAt > POLICY.giveUpAfterMs ? 'given_up' : 'pending';
    this.db.transaction(() =>
      this.db.deliveries.put({
        ...row,
        attempts,
        lastResult: result.text,
        nextAt: now + retryDelayMs(attempts),
        state: result.isAccepted ? 'delivered' : failed,
      }),
    );
  }

  async #post(row: Delivery): Promise<{ isAccepted: boolean; text: string }> {
    const event = this.db.events.get(row.event);
    if (!event) return { isAccepted: true, text: 'event no longer kept' };
    const scope = {
      db: this.db,
      now: Math.floor(Date.now() / 1000),
      baseUrl: '',
      request: { id: null, idempotencyKey: null },
    };
    const payload = JSON.stringify(renderEvent(scope, event), null, 2);
    try {
      const response = await fetch(this.destination.webhookUrl, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'stripe-signature': signatureHeader(payload, this.destination.webhookSecret, scope.now),
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        },
        body: payload,
        redirect: 'manual',
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(POLICY.timeoutMs)]),
      });
      await response.body?.cancel();
      return { isAccepted: response.ok, text: `HTTP ${response.status}` };
    } catch (error) {
      return { isAccepted: false, text: reasonOf(error) };
    }
  }
}
