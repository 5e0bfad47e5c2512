import type { Queries } from './database';

/** A call to the app that is to be made or is being made. */
export interface Call {
  id: string;
  runId: string;
  /** The step the SDK shall run, or null to let the function go on. */
  stepId: string | null;
  /** Attempts that failed before this one. */
  attempt: number;
  /** Times the app went away without an answer. */
  lost: number;
  /** Counts deliveries, so that a late answer of an earlier one is told apart. */
  generation: number;
  concurrency: string[];
}

interface CallRow {
  id: string;
  run_id: string;
  step_id: string | null;
  attempt: number;
  lost: number;
  generation: number;
  concurrency: string[];
}

const COLUMNS = 'id, run_id, step_id, attempt, lost, generation, concurrency';

function toCall(row: CallRow): Call {
  return {
    id: row.id,
    runId: row.run_id,
    stepId: row.step_id,
    attempt: row.attempt,
    lost: row.lost,
    generation: row.generation,
    concurrency: row.concurrency,
  };
}

/** A run as far as its calls need it. */
export interface CallOwner {
  id: string;
  concurrency: readonly string[];
  priority: number;
}

/** Queues a call for a step; a step has at most one. */
export async function queueStep(tx: Queries, run: CallOwner, stepId: string): Promise<void> {
  await tx.query(
    `INSERT INTO call (run_id, step_id, due_at, rank, concurrency)
     VALUES ($1, $2, now(), now() - make_interval(secs => $3), $4) ON CONFLICT DO NOTHING`,
    [run.id, stepId, run.priority, run.concurrency],
  );
}

/** Queues a call that lets the function go on, unless one is already waiting. The run must be locked. */
export async function queueDiscovery(tx: Queries, run: CallOwner, dueAt: Date | null = null): Promise<void> {
  await tx.query(
    `INSERT INTO call (run_id, due_at, rank, concurrency)
     SELECT $1::text, coalesce($2::timestamptz, now()), coalesce($2, now()) - make_interval(secs => $3), $4::text[]
     WHERE NOT EXISTS (SELECT 1 FROM call WHERE run_id = $1 AND step_id IS NULL AND claimed_at IS NULL)`,
    [run.id, dueAt, run.priority, run.concurrency],
  );
}

/** How far down the queue one claim looks. */
const CANDIDATES = 256;

/**
 * Claims calls that are due, best rank first. Left out are those that share a concurrency key in `full`, those beyond
 * the limit of their own keys, and continuations of a run that has one under way.
 */
export async function claimCalls(
  db: Queries,
  options: { limit: number; full: readonly string[] },
): Promise<Call[]> {
  const rows = await db.query<CallRow & { rank: Date }>(
    `WITH candidate AS MATERIALIZED (
       SELECT id, rank, concurrency FROM call AS waiting
       WHERE claimed_at IS NULL AND due_at <= now() AND NOT concurrency && $2::text[]
         AND (step_id IS NOT NULL OR NOT EXISTS (
           SELECT 1 FROM call AS busy
           WHERE busy.run_id = waiting.run_id AND busy.step_id IS NULL AND busy.claimed_at IS NOT NULL))
       ORDER BY rank, id LIMIT ${CANDIDATES}),
     placed AS (
       SELECT id, rank, concurrency,
         row_number() OVER (PARTITION BY concurrency[1] ORDER BY rank, id) AS first_place,
         row_number() OVER (PARTITION BY concurrency[2] ORDER BY rank, id) AS second_place
       FROM candidate),
     chosen AS (
       SELECT id FROM placed
       WHERE (concurrency[1] IS NULL OR first_place <= split_part(concurrency[1], '#', -1)::int)
         AND (concurrency[2] IS NULL OR second_place <= split_part(concurrency[2], '#', -1)::int)
       ORDER BY rank, id LIMIT $1)
     UPDATE call SET claimed_at = now(), generation = generation + 1
     FROM chosen WHERE call.id = chosen.id AND call.claimed_at IS NULL
     RETURNING ${COLUMNS.replaceAll(/(^|, )/g, '$1call.')}, rank`,
    [options.limit, options.full],
  );
  return rows.sort((a, b) => a.rank.getTime() - b.rank.getTime() || Number(a.id) - Number(b.id)).map(toCall);
}

/** Puts claimed calls back into the queue as they were. */
export async function unclaim(db: Queries, ids: readonly string[]): Promise<void> {
  await db.query('UPDATE call SET claimed_at = NULL WHERE id = ANY ($1)', [ids]);
}

/** Puts back every claimed call nobody is working on: after a crash, or when a claim's answer was lost. */
export async function unclaimOrphans(db: Queries, working: readonly string[]): Promise<number> {
  const rows = await db.query(
    'UPDATE call SET claimed_at = NULL WHERE claimed_at IS NOT NULL AND NOT id = ANY ($1) RETURNING id',
    [working],
  );
  return rows.length;
}

/** Reads a call if this delivery of it is still the current one. The run must be locked. */
export async function findDelivery(
  tx: Queries,
  delivery: { id: string; runId: string; generation: number },
): Promise<Call | null> {
  const [row] = await tx.query<CallRow & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM call
     WHERE id = $1 AND run_id = $2 AND generation = $3 AND claimed_at IS NOT NULL`,
    [delivery.id, delivery.runId, delivery.generation],
  );
  return row ? toCall(row) : null;
}

/** Removes a call that is done. */
export async function deleteCall(tx: Queries, id: string): Promise<void> {
  await tx.query('DELETE FROM call WHERE id = $1', [id]);
}

/** Puts a call back for another try at a later moment. */
export async function postponeCall(
  tx: Queries,
  call: { id: string; attempt: number; lost: number },
  dueAt: Date,
): Promise<void> {
  await tx.query(
    'UPDATE call SET claimed_at = NULL, due_at = $2, rank = $2, attempt = $3, lost = $4 WHERE id = $1',
    [call.id, dueAt, call.attempt, call.lost],
  );
}

/** Forgets a call's failures, because the app made progress since. Returns false when the delivery is superseded. */
export async function noteProgress(
  tx: Queries,
  delivery: { id: string; runId: string; generation: number },
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE call SET attempt = 0, lost = 0
     WHERE id = $1 AND run_id = $2 AND generation = $3 AND claimed_at IS NOT NULL RETURNING id`,
    [delivery.id, delivery.runId, delivery.generation],
  );
  return rows.length > 0;
}
