import { z } from 'zod';
import { type Json, jsonValue } from '../protocol/json';
import type { Queries } from './database';

/** What a timer does when it is due; `key` is unique among timers of one kind. */
export const timerPayload = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sleep'), stepId: z.string() }),
  z.object({ kind: z.literal('wait'), stepId: z.string(), invoked: z.string().nullable() }),
  z.object({ kind: z.literal('start'), after: z.string() }),
  z.object({ kind: z.literal('finish'), after: z.string() }),
  z.object({
    kind: z.literal('debounce'),
    functionId: z.string(),
    eventId: z.string(),
    event: jsonValue,
    latestAt: z.number(),
  }),
  z.object({ kind: z.literal('batch'), functionId: z.string() }),
  z.object({ kind: z.literal('cron'), functionId: z.string(), expression: z.string(), jitterMs: z.number() }),
]);

/** What a timer does when it is due. */
export type TimerPayload = z.infer<typeof timerPayload>;

/** A timer that is due. */
export interface Timer {
  id: string;
  key: string;
  runId: string | null;
  dueAt: Date;
  payload: TimerPayload;
}

interface TimerRow {
  id: string;
  key: string;
  run_id: string | null;
  due_at: Date;
  payload: Json;
}

function toTimer(row: TimerRow): Timer {
  return {
    id: row.id,
    key: row.key,
    runId: row.run_id,
    dueAt: row.due_at,
    payload: timerPayload.parse(row.payload),
  };
}

/** Sets a timer unless its key is taken. */
export async function setTimer(
  tx: Queries,
  timer: { key: string; runId: string | null; dueAt: Date; payload: TimerPayload },
): Promise<void> {
  await tx.query(
    `INSERT INTO timer (kind, key, run_id, due_at, payload) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (kind, key) DO NOTHING`,
    [timer.payload.kind, timer.key, timer.runId, timer.dueAt, JSON.stringify(timer.payload)],
  );
}

/** Reads and locks the timer of a key, or null. */
export async function lockTimer(tx: Queries, kind: TimerPayload['kind'], key: string): Promise<Timer | null> {
  const [row] = await tx.query<TimerRow & Record<string, unknown>>(
    'SELECT id, key, run_id, due_at, payload FROM timer WHERE kind = $1 AND key = $2 FOR UPDATE',
    [kind, key],
  );
  return row ? toTimer(row) : null;
}

/** Moves a timer and replaces what it does. */
export async function moveTimer(tx: Queries, id: string, dueAt: Date, payload: TimerPayload): Promise<void> {
  await tx.query('UPDATE timer SET due_at = $2, payload = $3 WHERE id = $1', [
    id,
    dueAt,
    JSON.stringify(payload),
  ]);
}

/** Lists timers that are due, oldest first. */
export async function dueTimers(db: Queries, limit: number): Promise<{ id: string; runId: string | null }[]> {
  const rows = await db.query<{ id: string; run_id: string | null }>(
    'SELECT id, run_id FROM timer WHERE due_at <= now() ORDER BY due_at, id LIMIT $1',
    [limit],
  );
  return rows.map((row) => ({ id: row.id, runId: row.run_id }));
}

/** Removes a timer that is due and returns it; null when it was moved or removed meanwhile. */
export async function takeTimer(tx: Queries, id: string): Promise<Timer | null> {
  const [row] = await tx.query<TimerRow & Record<string, unknown>>(
    'DELETE FROM timer WHERE id = $1 AND due_at <= now() RETURNING id, key, run_id, due_at, payload',
    [id],
  );
  return row ? toTimer(row) : null;
}

/** Removes the timer of a key. */
export async function deleteTimer(tx: Queries, kind: TimerPayload['kind'], key: string): Promise<void> {
  await tx.query('DELETE FROM timer WHERE kind = $1 AND key = $2', [kind, key]);
}

/** Replaces the schedules: keeps those still wanted, adds new ones, drops the rest. */
export async function replaceCronTimers(
  tx: Queries,
  wanted: readonly { key: string; dueAt: Date; payload: TimerPayload }[],
): Promise<void> {
  await tx.query(`DELETE FROM timer WHERE kind = 'cron' AND NOT key = ANY ($1)`, [
    wanted.map((timer) => timer.key),
  ]);
  for (const timer of wanted) await setTimer(tx, { ...timer, runId: null });
}

/** The earliest moment something becomes due, in epoch milliseconds, or null. */
export async function nextDue(db: Queries): Promise<number | null> {
  const [row] = await db.query<{ at: Date | null }>(
    `SELECT least(
       (SELECT min(due_at) FROM timer),
       (SELECT min(due_at) FROM call WHERE claimed_at IS NULL AND due_at > now())) AS at`,
  );
  return row?.at?.getTime() ?? null;
}
