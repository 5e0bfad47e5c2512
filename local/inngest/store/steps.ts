import type { Json, JsonObject } from '../protocol/json';
import type { SerializedError } from '../protocol/messages';
import type { Queries } from './database';

/** How a step ended. */
export type StepOutcome = { data: Json } | { error: SerializedError };

/** A step that is to come. */
export interface PlannedStep {
  runId: string;
  id: string;
  op: string;
  name: string;
  opts: JsonObject | null;
  /** Whether the function goes on only after this step and its siblings. */
  blocking: boolean;
  /** Whether the function goes on as soon as this step is done, whatever its siblings do. */
  race: boolean;
}

/** The memoised part of a run: ended steps in the order they ended. */
export interface Memo {
  steps: Record<string, { type: 'data'; data: Json } | { type: 'error'; error: SerializedError }>;
  order: string[];
  hasPending: boolean;
}

/** Adds a step. Returns false when the run already knows it. */
export async function insertStep(tx: Queries, step: PlannedStep): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO step (run_id, id, op, name, opts, blocking, race, status, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'pending', now()) ON CONFLICT DO NOTHING RETURNING id`,
    [
      step.runId,
      step.id,
      step.op,
      step.name,
      step.opts && JSON.stringify(step.opts),
      step.blocking,
      step.race,
    ],
  );
  return rows.length > 0;
}

/**
 * Ends a step and drops what it waited for. Returns the step's mode, or null when it had already ended: an outcome,
 * once recorded, stays.
 */
export async function endStep(
  tx: Queries,
  runId: string,
  stepId: string,
  outcome: StepOutcome,
): Promise<{ race: boolean } | null> {
  const isData = 'data' in outcome;
  const [row] = await tx.query<{ race: boolean }>(
    `UPDATE step SET status = $3, data = $4, error = $5, done_order = nextval('step_order'), ended_at = now()
     WHERE run_id = $1 AND id = $2 AND status = 'pending' RETURNING race`,
    [
      runId,
      stepId,
      isData ? 'completed' : 'failed',
      isData ? JSON.stringify(outcome.data) : null,
      isData ? null : JSON.stringify(outcome.error),
    ],
  );
  if (!row) return null;
  await tx.query('DELETE FROM wait WHERE run_id = $1 AND step_id = $2', [runId, stepId]);
  await tx.query(`DELETE FROM timer WHERE run_id = $1 AND kind IN ('sleep', 'wait') AND key = $2`, [
    runId,
    stepTimerKey(runId, stepId),
  ]);
  return row;
}

/** Records a step that ran, planned before or not, and drops its call. Returns as {@link endStep} does. */
export async function recordRanStep(
  tx: Queries,
  step: Omit<PlannedStep, 'blocking'> & { durationMs: number },
  outcome: StepOutcome,
): Promise<{ race: boolean } | null> {
  const isData = 'data' in outcome;
  const [row] = await tx.query<{ race: boolean }>(
    `WITH ended AS (
       INSERT INTO step (run_id, id, op, name, opts, blocking, race, status, data, error, done_order, created_at,
         ended_at)
       VALUES ($1, $2, $3, $4, $5, false, $6, $7, $8, $9, nextval('step_order'),
         now() - make_interval(secs => $10), now())
       ON CONFLICT (run_id, id) DO UPDATE SET status = excluded.status, data = excluded.data,
         error = excluded.error, done_order = excluded.done_order, ended_at = now()
       WHERE step.status = 'pending' RETURNING race),
     gone AS (DELETE FROM call WHERE run_id = $1 AND step_id = $2)
     SELECT race FROM ended`,
    [
      step.runId,
      step.id,
      step.op,
      step.name,
      step.opts && JSON.stringify(step.opts),
      step.race,
      isData ? 'completed' : 'failed',
      isData ? JSON.stringify(outcome.data) : null,
      isData ? null : JSON.stringify(outcome.error),
      step.durationMs / 1000,
    ],
  );
  return row ?? null;
}

/** Tells whether siblings of an ended step must end before the function goes on. */
export async function hasBlocking(tx: Queries, runId: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM step WHERE run_id = $1 AND status = 'pending' AND blocking LIMIT 1`,
    [runId],
  );
  return rows.length > 0;
}

/** Reads what a call hands to the SDK about earlier steps. */
export async function readMemo(db: Queries, runId: string): Promise<Memo> {
  const rows = await db.query<{ id: string; status: string; data: Json; error: SerializedError }>(
    'SELECT id, status, data, error FROM step WHERE run_id = $1 ORDER BY done_order NULLS LAST',
    [runId],
  );
  const memo: Memo = { steps: {}, order: [], hasPending: false };
  for (const row of rows) {
    if (row.status === 'pending') memo.hasPending = true;
    else {
      memo.order.push(row.id);
      memo.steps[row.id] =
        row.status === 'failed' ? { type: 'error', error: row.error } : { type: 'data', data: row.data };
    }
  }
  return memo;
}

/** The key of the timer that ends a step. */
export function stepTimerKey(runId: string, stepId: string): string {
  return `${runId}|${stepId}`;
}
