import type { Database } from './database';
import { newId } from './ids';

/** The version of Stripe's API whose shapes the stand-in speaks: the one pinned by `stripe` 23. */
export const API_VERSION = '2026-10-28.endive';

/** What every operation works with. */
export interface Scope {
  db: Database;
  /** Seconds since 1970 at the start of the operation. */
  now: number;
  /** Address a browser reaches the stand-in's pages at, without a slash at the end. */
  baseUrl: string;
  /** The API request behind it; both parts null when a person or the clock acted. */
  request: { id: string | null; idempotencyKey: string | null };
}

/**
 * Records that `type` happened to `object`, and queues it for the webhook, within the running transaction.
 *
 * @param previous - the fields as they were before, of an update
 */
export function emit(
  scope: Scope,
  type: string,
  object: Readonly<Record<string, unknown>>,
  previous?: Readonly<Record<string, unknown>>,
): void {
  const event = scope.db.events.put({
    id: newId('evt'),
    object: 'event',
    api_version: API_VERSION,
    created: scope.now,
    data: { object: { ...object }, ...(previous ? { previous_attributes: previous } : {}) },
    livemode: false,
    pending_webhooks: 1,
    request: { id: scope.request.id, idempotency_key: scope.request.idempotencyKey },
    type,
  });
  queueDelivery(scope, event.id);
}

/** Queues one more delivery of an event, due at once. */
export function queueDelivery(scope: Scope, event: string): void {
  const createdAt = Date.now();
  scope.db.deliveries.put({
    id: newId('whd'),
    event,
    attempts: 0,
    createdAt,
    nextAt: createdAt,
    state: 'pending',
    lastResult: null,
  });
}

/** The fields of `after` that differ from `before`, with their values before. */
export function changedFrom(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(after)
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => [key, before[key] ?? null]),
  );
}
