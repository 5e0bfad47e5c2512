import type { EventPayload, SerializedError } from '../protocol/messages';
import type { Queries } from './database';
import type { RunStatus } from './runs';

/** One line of the list of runs. */
export interface RunSummary {
  id: string;
  function_id: string;
  status: RunStatus;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
}

/** Everything a page shows of one run. */
export interface RunDetail extends RunSummary {
  events: EventPayload[];
  event_ids: string[];
  replay_of: string | null;
  output: unknown;
  error: SerializedError | null;
}

/** One step of a run; `due_at` is when a sleep, wait or retry ends. */
export interface StepDetail {
  id: string;
  op: string;
  name: string;
  opts: Record<string, unknown> | null;
  status: 'pending' | 'completed' | 'failed' | 'cancelled';
  data: unknown;
  error: SerializedError | null;
  created_at: Date;
  ended_at: Date | null;
  due_at: Date | null;
}

/** One attempt that failed. */
export interface FailureDetail {
  step_id: string | null;
  attempt: number;
  error: SerializedError;
  at: Date;
}

/** A call that is under way or to be made. */
export interface CallDetail {
  step_id: string | null;
  attempt: number;
  due_at: Date;
  claimed_at: Date | null;
}

/** One line of the list of events. */
export interface EventSummary {
  seq: string;
  id: string;
  name: string;
  payload: EventPayload;
  received_at: Date;
  processed_at: Date | null;
  runs: { id: string; function_id: string; status: RunStatus }[];
}

/** Which runs a list shows: those older than `before`, newest first. */
export interface RunFilter {
  status: RunStatus | null;
  functionId: string | null;
  before: string | null;
  limit: number;
}

const SUMMARY = 'id, function_id, status, created_at, started_at, ended_at';

/** Lists runs, newest first. */
export async function listRuns(db: Queries, filter: RunFilter): Promise<RunSummary[]> {
  return db.query<RunSummary & Record<string, unknown>>(
    `SELECT ${SUMMARY} FROM run
     WHERE ($1::text IS NULL OR status = $1) AND ($2::text IS NULL OR function_id = $2)
       AND ($3::text IS NULL OR id < $3)
     ORDER BY id DESC LIMIT $4`,
    [filter.status, filter.functionId, filter.before, filter.limit],
  );
}

/** Reads one run, or null. */
export async function readRun(db: Queries, id: string): Promise<RunDetail | null> {
  const [row] = await db.query<RunDetail & Record<string, unknown>>(
    `SELECT ${SUMMARY}, events, event_ids, replay_of, output, error FROM run WHERE id = $1`,
    [id],
  );
  return row ?? null;
}

/** Lists the steps of a run in the order they were found. */
export async function readSteps(db: Queries, runId: string): Promise<StepDetail[]> {
  return db.query<StepDetail & Record<string, unknown>>(
    `SELECT step.id, op, name, opts, status, data, error, created_at, ended_at, timer.due_at
     FROM step LEFT JOIN timer
       ON timer.run_id = step.run_id AND timer.kind IN ('sleep', 'wait') AND timer.key = step.run_id || '|' || step.id
     WHERE step.run_id = $1 ORDER BY created_at, done_order NULLS LAST, step.id`,
    [runId],
  );
}

/** Lists the failed attempts of a run, oldest first. */
export async function readFailures(db: Queries, runId: string): Promise<FailureDetail[]> {
  return db.query<FailureDetail & Record<string, unknown>>(
    'SELECT step_id, attempt, error, at FROM failure WHERE run_id = $1 ORDER BY id',
    [runId],
  );
}

/** Lists the calls of a run that are under way or to be made. */
export async function readCalls(db: Queries, runId: string): Promise<CallDetail[]> {
  return db.query<CallDetail & Record<string, unknown>>(
    'SELECT step_id, attempt, due_at, claimed_at FROM call WHERE run_id = $1 ORDER BY id',
    [runId],
  );
}

/** Lists events with the runs they started, newest first; the executor's own only when asked for. */
export async function listEvents(
  db: Queries,
  filter: { before: string | null; withSystem: boolean; limit: number },
): Promise<EventSummary[]> {
  return db.query<EventSummary & Record<string, unknown>>(
    `SELECT event.seq, event.id, event.name, event.payload, event.received_at, event.processed_at,
       coalesce((SELECT json_agg(json_build_object('id', run.id, 'function_id', run.function_id,
           'status', run.status) ORDER BY run.id)
         FROM run WHERE run.event_ids && ARRAY[event.id]), '[]') AS runs
     FROM event
     WHERE ($1::bigint IS NULL OR event.seq < $1) AND ($2 OR event.name NOT LIKE 'inngest/%')
     ORDER BY event.seq DESC LIMIT $3`,
    [filter.before, filter.withSystem, filter.limit],
  );
}

/** Counts the runs of each function by whether they are active and whether they failed in the last day. */
export async function countRuns(db: Queries): Promise<Map<string, { active: number; failed: number }>> {
  const rows = await db.query<{ function_id: string; active: number; failed: number }>(
    `SELECT function_id, count(*) FILTER (WHERE status IN ('queued', 'running'))::int AS active,
       count(*) FILTER (WHERE status = 'failed' AND ended_at > now() - interval '1 day')::int AS failed
     FROM run GROUP BY function_id`,
  );
  return new Map(rows.map((row) => [row.function_id, { active: row.active, failed: row.failed }]));
}
