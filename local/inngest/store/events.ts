import { newId } from '../protocol/ids';
import { isJsonObject, type JsonObject } from '../protocol/json';
import type { EventPayload, IncomingEvent } from '../protocol/messages';
import type { Queries } from './database';

/** An event as it was received. `id` is the executor's own, `payload.id` the sender's. */
export interface StoredEvent {
  id: string;
  payload: EventPayload;
  receivedAt: Date;
}

function withoutNulls(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));
}

/** Merges the sessions a run passes on with those given by hand; the latter win, null removes. */
function resolveMeta(meta: JsonObject): JsonObject {
  const { propagated_sessions: propagated, sessions, ...rest } = meta;
  const merged = withoutNulls({
    ...(isJsonObject(propagated) ? propagated : {}),
    ...(isJsonObject(sessions) ? sessions : {}),
  });
  return Object.keys(merged).length > 0 ? { ...rest, sessions: merged } : rest;
}

/** Completes what a sender posted into what functions receive. */
export function toPayload(event: IncomingEvent, id: string, now: number): EventPayload {
  const payload: EventPayload = {
    id: event.id ?? id,
    name: event.name,
    data: event.data ?? {},
    user: event.user ?? {},
    ts: event.ts || now,
  };
  if (event.v) payload.v = event.v;
  const meta = event.meta ? resolveMeta(event.meta) : {};
  if (Object.keys(meta).length > 0) payload.meta = meta;
  return payload;
}

/**
 * Stores an event unless one with its id is already there. Returns the id under which it is stored.
 * An id is taken for as long as its event is kept, which is longer than the 24 hours of the real server.
 */
export async function insertEvent(tx: Queries, id: string, payload: EventPayload): Promise<string> {
  const inserted = await tx.query<{ id: string }>(
    `INSERT INTO event (id, external_id, name, payload, received_at) VALUES ($1, $2, $3, $4, now())
     ON CONFLICT DO NOTHING RETURNING id`,
    [id, payload.id, payload.name, JSON.stringify(payload)],
  );
  if (inserted[0]) return id;
  const known = await tx.query<{ id: string }>('SELECT id FROM event WHERE external_id = $1 OR id = $2', [
    payload.id,
    id,
  ]);
  return known[0]?.id ?? id;
}

/** Stores an event of the executor's own. */
export async function emit(
  tx: Queries,
  event: { name: string; data: JsonObject; id?: string; meta?: JsonObject | undefined },
): Promise<void> {
  const id = newId();
  await insertEvent(tx, id, toPayload(event, id, Date.now()));
}

/** Lists the oldest events nothing has been done about yet. */
export async function pendingEvents(db: Queries, limit: number): Promise<StoredEvent[]> {
  const rows = await db.query<{ id: string; payload: EventPayload; received_at: Date }>(
    'SELECT id, payload, received_at FROM event WHERE processed_at IS NULL ORDER BY seq LIMIT $1',
    [limit],
  );
  return rows.map((row) => ({ id: row.id, payload: row.payload, receivedAt: row.received_at }));
}

/** Marks events as dealt with. Returns the ids of those that were not yet. */
export async function markProcessed(tx: Queries, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    'UPDATE event SET processed_at = now() WHERE id = ANY ($1) AND processed_at IS NULL RETURNING id',
    [ids],
  );
  return new Set(rows.map((row) => row.id));
}
