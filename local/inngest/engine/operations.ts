import { expressionProblem } from '../expressions';
import { parseMoment } from '../protocol/durations';
import { invokeOptions, type Operation, SYSTEM_EVENT, waitOptions } from '../protocol/messages';
import { type Call, queueDiscovery, queueStep } from '../store/calls';
import type { Queries } from '../store/database';
import { emit } from '../store/events';
import type { Run } from '../store/runs';
import { insertStep, recordRanStep, type StepOutcome, stepTimerKey } from '../store/steps';
import { setTimer, type TimerPayload } from '../store/timers';
import { continueRun, isCoalescing } from './completion';

/** Thrown by an operation that ends its run in failure, as the real server ends it. */
export class OperationError extends Error {
  override name = 'OperationError';
}

const NS_PER_MS = 1_000_000;

interface Context {
  tx: Queries;
  run: Run;
  /** Whether the operation came with others, so that the function waits for all of them. */
  fansOut: boolean;
}

function isRace(operation: Operation): boolean {
  return operation.opts?.['parallelMode'] === 'race';
}

function nameOf(operation: Operation): string {
  return operation.displayName ?? operation.name ?? operation.id;
}

async function plan(context: Context, operation: Operation): Promise<boolean> {
  const race = isRace(operation);
  return insertStep(context.tx, {
    runId: context.run.id,
    id: operation.id,
    op: operation.op,
    name: nameOf(operation),
    opts: operation.opts ?? null,
    blocking: context.fansOut && isCoalescing(context.run) && !race,
    race,
  });
}

async function setStepTimer(
  context: Context,
  stepId: string,
  at: number,
  payload: TimerPayload,
): Promise<void> {
  await setTimer(context.tx, {
    key: stepTimerKey(context.run.id, stepId),
    runId: context.run.id,
    dueAt: new Date(at),
    payload,
  });
}

async function addWait(
  context: Context,
  stepId: string,
  wait: { kind: 'event' | 'invoke' | 'signal'; name: string; expression?: string | null | undefined },
): Promise<void> {
  await context.tx.query(
    'INSERT INTO wait (run_id, step_id, kind, name, expression) VALUES ($1, $2, $3, $4, $5)',
    [context.run.id, stepId, wait.kind, wait.name, wait.expression ?? null],
  );
}

async function sleep(context: Context, operation: Operation): Promise<void> {
  const at = parseMoment(operation.name ?? '', Date.now());
  if (!(await plan(context, operation))) return;
  await setStepTimer(context, operation.id, at, { kind: 'sleep', stepId: operation.id });
}

async function waitForEvent(context: Context, operation: Operation): Promise<void> {
  const options = waitOptions.parse(operation.opts);
  const problem = options.if ? expressionProblem(options.if) : null;
  if (problem) throw new OperationError(`"${options.if}": ${problem}`);
  const at = parseMoment(options.timeout, Date.now());
  if (!(await plan(context, operation))) return;
  await addWait(context, operation.id, {
    kind: 'event',
    name: operation.name ?? '',
    expression: options.if,
  });
  await setStepTimer(context, operation.id, at, { kind: 'wait', stepId: operation.id, invoked: null });
}

async function waitForSignal(context: Context, operation: Operation): Promise<void> {
  const options = waitOptions.parse(operation.opts);
  const signal = options.signal ?? operation.name ?? '';
  const at = parseMoment(options.timeout, Date.now());
  if (!(await plan(context, operation))) return;
  const taken = await context.tx.query(
    options.conflict === 'replace'
      ? `DELETE FROM wait WHERE kind = 'signal' AND name = $1 RETURNING false`
      : `SELECT 1 FROM wait WHERE kind = 'signal' AND name = $1`,
    [signal],
  );
  if (taken.length > 0 && options.conflict !== 'replace') {
    throw new OperationError(`signal "${signal}" is already waited for`);
  }
  await addWait(context, operation.id, { kind: 'signal', name: signal });
  await setStepTimer(context, operation.id, at, { kind: 'wait', stepId: operation.id, invoked: null });
}

async function invoke(context: Context, operation: Operation): Promise<void> {
  const options = invokeOptions.parse(operation.opts);
  const at = options.timeout ? parseMoment(options.timeout, Date.now()) : null;
  if (!(await plan(context, operation))) return;
  const correlation = `${context.run.id}.${operation.id}`;
  await addWait(context, operation.id, { kind: 'invoke', name: correlation });
  const marks = {
    fn_id: options.function_id,
    correlation_id: correlation,
    source_fn_id: context.run.functionId,
    name: operation.displayName ?? operation.id,
  };
  await emit(context.tx, {
    name: SYSTEM_EVENT.invoked,
    data: { ...(options.payload?.data ?? {}), _inngest: marks },
    meta: options.payload?.meta ?? undefined,
  });
  if (at === null) return;
  const payload = { kind: 'wait', stepId: operation.id, invoked: options.function_id } as const;
  await setStepTimer(context, operation.id, at, payload);
}

/** Records the outcome of a step the app ran; one that ended earlier keeps its outcome. */
export function recordStep(
  { tx, run }: Context,
  operation: Operation,
  outcome: StepOutcome,
): Promise<{ race: boolean } | null> {
  const step = {
    runId: run.id,
    id: operation.id,
    op: operation.op,
    name: nameOf(operation),
    opts: operation.opts ?? null,
    race: isRace(operation),
    durationMs: Math.round((operation.timing?.b ?? 0) / NS_PER_MS),
  };
  return recordRanStep(tx, step, outcome);
}

/** Records a step's outcome and lets the function go on. */
export async function recordAndContinue(
  context: Context,
  operation: Operation,
  outcome: StepOutcome,
): Promise<void> {
  const step = await recordStep(context, operation, outcome);
  await continueRun(context.tx, context.run, step ?? { race: isRace(operation) });
}

/** Remembers a function that is to run when this one has ended. */
async function defer(context: Context, operation: Operation): Promise<void> {
  const functionId = operation.opts?.['fn_slug'];
  await context.tx.query(
    'INSERT INTO deferral (run_id, id, function_id, input) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [
      context.run.id,
      operation.id,
      typeof functionId === 'string' ? functionId : '',
      JSON.stringify(operation.opts?.['input'] ?? {}),
    ],
  );
}

async function abortDeferral(context: Context, operation: Operation): Promise<void> {
  await context.tx.query('UPDATE deferral SET aborted = true WHERE run_id = $1 AND id = $2', [
    context.run.id,
    operation.opts?.['target_hashed_id'],
  ]);
}

/** The operations that set something up and end later, or take no time. */
const SETUP: Readonly<Record<string, (context: Context, operation: Operation) => Promise<void>>> = {
  Sleep: sleep,
  WaitForEvent: waitForEvent,
  WaitForSignal: waitForSignal,
  InvokeFunction: invoke,
  DeferAdd: defer,
  DeferAbort: abortDeferral,
  DiscoveryRequest: async (context) => queueDiscovery(context.tx, context.run),
  StepPlanned: async (context, operation) => {
    await plan(context, operation);
    const [step] = await context.tx.query(
      `SELECT 1 FROM step WHERE run_id = $1 AND id = $2 AND status = 'pending'`,
      [context.run.id, operation.id],
    );
    if (step) await queueStep(context.tx, context.run, operation.id);
  },
};

/** Operations that say something about the function but are no step of it. */
const ASIDE = new Set(['None', 'DeferAdd', 'DeferAbort']);

/** Counts the operations that are steps; more than one means the function fans out. */
export function countSteps(list: readonly Operation[]): number {
  return list.filter((operation) => !ASIDE.has(operation.op)).length;
}

/** Carries out an operation that does not end a step. @throws OperationError when the run must fail for it. */
export async function setUp(context: Context, operation: Operation): Promise<void> {
  const handler = SETUP[operation.op];
  if (handler) await handler(context, operation);
  else if (!ASIDE.has(operation.op)) {
    throw new OperationError(`"${operation.op}" is not supported by the embedded executor`);
  }
}

/** A call as far as its answer is judged. */
export type JudgedCall = Pick<Call, 'id' | 'runId' | 'generation'>;
