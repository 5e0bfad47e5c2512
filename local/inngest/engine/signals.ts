import type { Json } from '../protocol/json';
import type { Queries } from '../store/database';
import { finishStep } from './completion';

/** Which run a signal reached; null when nothing waited for it. */
export interface SignalAnswer {
  runId: string | null;
}

/** Hands a signal to the one step that waits for it. */
export async function answerSignal(tx: Queries, signal: string, data: Json): Promise<SignalAnswer> {
  const [wait] = await tx.query<{ run_id: string; step_id: string }>(
    `SELECT run_id, step_id FROM wait WHERE kind = 'signal' AND name = $1 LIMIT 1`,
    [signal],
  );
  if (!wait) return { runId: null };
  await finishStep(tx, wait.run_id, wait.step_id, { data: { signal, data } });
  return { runId: wait.run_id };
}
