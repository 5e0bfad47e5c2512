import { isJsonObject, type Json, type JsonObject } from '../protocol/json';
import { type EventPayload, type SerializedError, SYSTEM_EVENT } from '../protocol/messages';
import { queueDiscovery } from '../store/calls';
import type { Queries } from '../store/database';
import { emit } from '../store/events';
import { endRun, isActive, lockRun, type Run } from '../store/runs';
import { endStep, hasBlocking, type StepOutcome } from '../store/steps';

/** How a run ends. */
export type RunEnd =
  | { status: 'completed'; output: Json }
  | { status: 'failed'; error: SerializedError }
  | { status: 'cancelled'; reason: string };

/** Execution version 1 looks for new steps after every ended one, version 2 waits for siblings. */
const COALESCING_VERSION = 2;

/** Tells whether the SDK lets siblings end before the function goes on. */
export function isCoalescing(run: Run): boolean {
  return run.requestVersion >= COALESCING_VERSION;
}

/** Lets the function go on unless siblings of the step that ended must end first. The run must be locked. */
export async function continueRun(tx: Queries, run: Run, step: { race: boolean }): Promise<void> {
  if (isCoalescing(run) && !step.race && (await hasBlocking(tx, run.id))) return;
  await queueDiscovery(tx, run);
}

/** Records a step's outcome and lets the function go on; does nothing when the step or its run has ended. */
export async function finishStep(
  tx: Queries,
  runId: string,
  stepId: string,
  outcome: StepOutcome,
): Promise<void> {
  const run = await lockRun(tx, runId);
  if (!run || !isActive(run)) return;
  const step = await endStep(tx, runId, stepId, outcome);
  if (step) await continueRun(tx, run, step);
}

/** The run and step that wait for a run started by this event, or null. */
function invokerOf(event: EventPayload): { runId: string; stepId: string; id: string } | null {
  const marks = event.data['_inngest'];
  const id = isJsonObject(marks) ? marks['correlation_id'] : undefined;
  if (event.name !== SYSTEM_EVENT.invoked || typeof id !== 'string') return null;
  const [runId, stepId] = id.split('.');
  return runId && stepId ? { runId, stepId, id } : null;
}

/** Hands an outcome to whoever invoked a function with one of these events. */
export async function answerInvokers(
  tx: Queries,
  events: readonly EventPayload[],
  outcome: StepOutcome,
): Promise<void> {
  for (const event of events) {
    const invoker = invokerOf(event);
    if (invoker) await finishStep(tx, invoker.runId, invoker.stepId, outcome);
  }
}

function asJson(error: SerializedError): Json {
  return JSON.parse(JSON.stringify(error));
}

function toError(end: RunEnd): SerializedError | null {
  if (end.status === 'failed') return end.error;
  return end.status === 'cancelled' ? { name: 'Error', message: end.reason } : null;
}

const ENDED_EVENT = { failed: SYSTEM_EVENT.failed, cancelled: SYSTEM_EVENT.cancelled } as const;

function describeEnd(run: Run, event: EventPayload, end: RunEnd): JsonObject {
  const error = toError(end);
  return {
    function_id: run.functionId,
    run_id: run.id,
    event,
    events: run.events,
    _inngest: { status: capitalize(end.status) },
    ...(error ? { error: asJson(error) } : {}),
    ...(end.status === 'completed' ? { result: end.output } : {}),
  };
}

/** Tells the world that a run ended: lifecycle events, once per first or invoking event of the run. */
async function announce(tx: Queries, run: Run, end: RunEnd): Promise<void> {
  for (const [position, event] of run.events.entries()) {
    if (event.name === SYSTEM_EVENT.failed || event.name === SYSTEM_EVENT.finished) continue;
    const invoker = invokerOf(event);
    if (!invoker && position > 0) continue;
    const data = describeEnd(run, event, end);
    if (invoker) data['correlation_id'] = invoker.id;
    await emit(tx, { name: SYSTEM_EVENT.finished, data, meta: event.meta });
    if (end.status === 'completed' || position > 0) continue;
    await emit(tx, { name: ENDED_EVENT[end.status], data, id: run.id, meta: event.meta });
  }
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

async function scheduleDeferrals(tx: Queries, run: Run): Promise<void> {
  const rows = await tx.query<{ id: string; function_id: string; input: JsonObject }>(
    'SELECT id, function_id, input FROM deferral WHERE run_id = $1 AND NOT aborted ORDER BY id',
    [run.id],
  );
  for (const row of rows) {
    const marks = { fn_slug: row.function_id, parent_fn_slug: run.functionId, parent_run_id: run.id };
    await emit(tx, {
      name: SYSTEM_EVENT.deferred,
      id: `${run.id}-${row.id}`,
      data: { ...row.input, _inngest: marks },
    });
  }
}

/** Ends a run for good: answers its invokers and sends its lifecycle events. The run must be locked and active. */
export async function finishRun(tx: Queries, run: Run, end: RunEnd): Promise<void> {
  const error = toError(end);
  await endRun(tx, run.id, {
    status: end.status,
    ...(end.status === 'completed' ? { output: JSON.stringify(end.output) } : {}),
    ...(error ? { error } : {}),
  });
  await announce(tx, run, end);
  await scheduleDeferrals(tx, run);
  await answerInvokers(
    tx,
    run.events,
    error ? { error } : { data: end.status === 'completed' ? end.output : null },
  );
}

/** Cancels a run; a call under way is not interrupted, but its answer is ignored. Returns false when it had ended. */
export async function cancelRun(tx: Queries, runId: string, reason: string): Promise<boolean> {
  const run = await lockRun(tx, runId);
  if (!run || !isActive(run)) return false;
  await finishRun(tx, run, { status: 'cancelled', reason });
  return true;
}
