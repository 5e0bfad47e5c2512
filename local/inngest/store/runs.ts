import type { EventPayload, SerializedError } from '../protocol/messages';
import type { Queries } from './database';

/** The states of a run; the last three are final. */
export type RunStatus = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

/** What the engine needs to know of a run while it works on it. */
export interface Run {
  id: string;
  functionId: string;
  status: RunStatus;
  events: EventPayload[];
  concurrency: string[];
  priority: number;
  /** Which execution version the SDK decided on; -1 before its first answer. */
  requestVersion: number;
  /** Version 1 only: steps are planned first and run one by one from the first fan-out on. */
  planOnly: boolean;
  createdAt: Date;
}

interface RunRow {
  id: string;
  function_id: string;
  status: RunStatus;
  events: EventPayload[];
  concurrency: string[];
  priority: number;
  request_version: number;
  plan_only: boolean;
  created_at: Date;
}

const COLUMNS =
  'id, function_id, status, events, concurrency, priority, request_version, plan_only, created_at';

function toRun(row: RunRow): Run {
  return {
    id: row.id,
    functionId: row.function_id,
    status: row.status,
    events: row.events,
    concurrency: row.concurrency,
    priority: row.priority,
    requestVersion: row.request_version,
    planOnly: row.plan_only,
    createdAt: row.created_at,
  };
}

/** Tells whether a run can still change. */
export function isActive(run: Run): boolean {
  return run.status === 'queued' || run.status === 'running';
}

/** What a new run starts with. */
export interface NewRun {
  id: string;
  functionId: string;
  /** Names the cause; a function has at most one run for it. */
  origin: string;
  events: readonly EventPayload[];
  eventIds: readonly string[];
  concurrency: readonly string[];
  singletonKey: string | null;
  priority: number;
  replayOf: string | null;
}

/** Inserts a run. Returns false when the function already has one for this origin. */
export async function insertRun(tx: Queries, run: NewRun): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO run (id, function_id, origin, status, events, event_ids, concurrency, singleton_key, priority,
       replay_of, created_at)
     VALUES ($1, $2, $3, 'queued', $4, $5, $6, $7, $8, $9, now())
     ON CONFLICT (function_id, origin) DO NOTHING RETURNING id`,
    [
      run.id,
      run.functionId,
      run.origin,
      JSON.stringify(run.events),
      run.eventIds,
      run.concurrency,
      run.singletonKey,
      run.priority,
      run.replayOf,
    ],
  );
  return rows.length > 0;
}

/** Reads a run and keeps others from changing it until the transaction ends. */
export async function lockRun(tx: Queries, id: string): Promise<Run | null> {
  const [row] = await tx.query<RunRow & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM run WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return row ? toRun(row) : null;
}

/** Reads a run. */
export async function findRun(db: Queries, id: string): Promise<Run | null> {
  const [row] = await db.query<RunRow & Record<string, unknown>>(`SELECT ${COLUMNS} FROM run WHERE id = $1`, [
    id,
  ]);
  return row ? toRun(row) : null;
}

/** Lists the runs of a function that have not ended. */
export async function activeRuns(tx: Queries, functionId: string): Promise<Run[]> {
  const rows = await tx.query<RunRow & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM run WHERE function_id = $1 AND status IN ('queued', 'running') ORDER BY id`,
    [functionId],
  );
  return rows.map(toRun);
}

/** Lists the ids of runs that hold a singleton key. */
export async function singletonHolders(tx: Queries, functionId: string, key: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM run
     WHERE function_id = $1 AND status IN ('queued', 'running') AND singleton_key = $2 ORDER BY id`,
    [functionId, key],
  );
  return rows.map((row) => row.id);
}

/** Marks a run as started. Returns true the first time. */
export async function markStarted(tx: Queries, id: string): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE run SET status = 'running', started_at = now() WHERE id = $1 AND status = 'queued' RETURNING id`,
    [id],
  );
  return rows.length > 0;
}

/** Remembers what the SDK's answers say about how it executes. */
export async function setExecution(tx: Queries, run: Run): Promise<void> {
  await tx.query('UPDATE run SET request_version = $2, plan_only = $3 WHERE id = $1', [
    run.id,
    run.requestVersion,
    run.planOnly,
  ]);
}

/** Ends a run: nothing of it is called, awaited or timed any more. */
export async function endRun(
  tx: Queries,
  id: string,
  end: { status: 'completed' | 'failed' | 'cancelled'; output?: string; error?: SerializedError },
): Promise<void> {
  await tx.query(
    `WITH calls AS (DELETE FROM call WHERE run_id = $1),
     waits AS (DELETE FROM wait WHERE run_id = $1),
     timers AS (DELETE FROM timer WHERE run_id = $1),
     steps AS (UPDATE step SET status = 'cancelled', ended_at = now() WHERE run_id = $1 AND status = 'pending')
     UPDATE run SET status = $2, ended_at = now(), output = $3, error = $4 WHERE id = $1`,
    [id, end.status, end.output ?? null, end.error ? JSON.stringify(end.error) : null],
  );
}

/** Notes an attempt that failed, for the page of the run. */
export async function noteFailure(
  tx: Queries,
  failure: { runId: string; stepId: string | null; attempt: number; error: SerializedError },
): Promise<void> {
  await tx.query('INSERT INTO failure (run_id, step_id, attempt, error, at) VALUES ($1, $2, $3, $4, now())', [
    failure.runId,
    failure.stepId,
    failure.attempt,
    JSON.stringify(failure.error),
  ]);
}
