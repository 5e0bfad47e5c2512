import { reconnectDelay, retryDelay } from '../backoff';
import { digest } from '../protocol/ids';
import type { Operation, SerializedError } from '../protocol/messages';
import { type Call, deleteCall, findDelivery, postponeCall, queueDiscovery } from '../store/calls';
import type { Queries } from '../store/database';
import { isActive, lockRun, noteFailure, type Run, setExecution } from '../store/runs';
import type { Answer } from './answers';
import { toError } from './answers';
import { finishRun, isCoalescing } from './completion';
import {
  countSteps,
  type JudgedCall,
  type OperationError,
  recordAndContinue,
  recordStep,
  setUp,
} from './operations';

/** The id under which the SDK reports the end of the function itself. */
const FUNCTION_ID = digest('complete');
/** An app that is not there is tried again soon, and does not use up attempts. */
const UNREACHABLE_DELAY_MS = 500;
/** An app that takes a call and goes away without an answer this often is taken to break on it. */
const MAX_LOST = 20;

/** How attempts are limited and spaced. */
export interface RetryPolicy {
  maxAttempts: number;
  baseDelayMs: number;
}

type Failure = { error: SerializedError; noRetry: boolean; retryAt: number | null };

function isLast(call: Call, failure: Failure, policy: RetryPolicy): boolean {
  return failure.noRetry || call.attempt + 1 >= policy.maxAttempts;
}

async function retryLater(tx: Queries, call: Call, failure: Failure, policy: RetryPolicy): Promise<void> {
  const attempt = call.attempt + 1;
  const at = failure.retryAt ?? Date.now() + retryDelay(attempt, policy.baseDelayMs, Math.random());
  await postponeCall(tx, { id: call.id, attempt, lost: 0 }, new Date(at));
}

async function failFunction(
  tx: Queries,
  run: Run,
  call: Call,
  failure: Failure,
  policy: RetryPolicy,
): Promise<void> {
  const { error } = failure;
  await noteFailure(tx, { runId: run.id, stepId: call.stepId, attempt: call.attempt, error });
  if (isLast(call, failure, policy)) await finishRun(tx, run, { status: 'failed', error });
  else await retryLater(tx, call, failure, policy);
}

/** What became of the call after its operations: done with, or put back. */
type Fate = 'done' | 'postponed' | 'ended';

class OperationsHandler {
  readonly #tx: Queries;
  readonly #run: Run;
  readonly #call: Call;
  readonly #policy: RetryPolicy;
  readonly #fansOut: boolean;
  readonly #answer: Extract<Answer, { kind: 'operations' }>;

  constructor(
    tx: Queries,
    run: Run,
    call: Call,
    answer: Extract<Answer, { kind: 'operations' }>,
    policy: RetryPolicy,
  ) {
    this.#tx = tx;
    this.#run = run;
    this.#call = call;
    this.#policy = policy;
    this.#answer = answer;
    this.#fansOut = countSteps(answer.operations) > 1;
  }

  async handle(): Promise<void> {
    const list = this.#answer.operations;
    if (this.#fansOut && !isCoalescing(this.#run)) this.#run.planOnly = true;
    await setExecution(this.#tx, this.#run);
    const completes = list.some((operation) => operation.op === 'RunComplete');
    let fate: Fate = 'done';
    // The end of the function comes last, whatever the order: ending drops everything still pending.
    for (const operation of [...list].sort((a, b) => endsLast(a) - endsLast(b))) {
      const next = await this.#one(operation, completes);
      if (next !== 'done') fate = next;
    }
    if (fate === 'done') await deleteCall(this.#tx, this.#call.id);
    // An answer that sets nothing in motion would leave the run standing still.
    if (fate === 'done' && countSteps(list) === 0) await queueDiscovery(this.#tx, this.#run);
  }

  async #one(operation: Operation, completes: boolean): Promise<Fate> {
    const context = { tx: this.#tx, run: this.#run, fansOut: this.#fansOut };
    switch (operation.op) {
      case 'Step':
      case 'StepRun': {
        const record = completes ? recordStep : recordAndContinue;
        await record(context, operation, { data: operation.data ?? null });
        return 'done';
      }
      case 'StepError':
      case 'StepFailed':
        return this.#failed(operation);
      case 'RunComplete':
        await finishRun(this.#tx, this.#run, { status: 'completed', output: operation.data ?? null });
        return 'ended';
      default:
        await setUp(context, operation);
        return 'done';
    }
  }

  async #failed(operation: Operation): Promise<Fate> {
    const failure: Failure = {
      error: toError(operation.error),
      noRetry: this.#answer.noRetry || operation.op === 'StepFailed',
      retryAt: this.#answer.retryAt,
    };
    if (operation.id === FUNCTION_ID) {
      await failFunction(this.#tx, this.#run, this.#call, failure, this.#policy);
      return isLast(this.#call, failure, this.#policy) ? 'ended' : 'postponed';
    }
    const { error } = failure;
    const attempt = this.#call.attempt;
    await noteFailure(this.#tx, { runId: this.#run.id, stepId: operation.id, attempt, error });
    if (!isLast(this.#call, failure, this.#policy)) {
      await retryLater(this.#tx, this.#call, failure, this.#policy);
      return 'postponed';
    }
    const context = { tx: this.#tx, run: this.#run, fansOut: this.#fansOut };
    await recordAndContinue(context, operation, { error });
    return 'done';
  }
}

function endsLast(operation: Operation): number {
  return operation.op === 'RunComplete' || operation.id === FUNCTION_ID ? 1 : 0;
}

async function applyLost(
  tx: Queries,
  run: Run,
  call: Call,
  answer: Extract<Answer, { kind: 'lost' }>,
  policy: RetryPolicy,
): Promise<void> {
  const lost = answer.reached ? call.lost + 1 : call.lost;
  if (lost >= MAX_LOST) {
    const error = { name: 'AppUnreachableError', message: answer.reason };
    await failFunction(tx, run, call, { error, noRetry: true, retryAt: null }, policy);
    return;
  }
  const delay = answer.reached ? reconnectDelay(lost - 1) : UNREACHABLE_DELAY_MS;
  await postponeCall(tx, { id: call.id, attempt: call.attempt, lost }, new Date(Date.now() + delay));
}

/**
 * Writes down what a call led to, in one transaction. A delivery that is no longer the current one, or whose run has
 * ended, changes nothing, so applying the same answer twice does no harm.
 */
export async function applyAnswer(
  tx: Queries,
  delivery: JudgedCall,
  answer: Answer,
  policy: RetryPolicy,
): Promise<void> {
  const run = await lockRun(tx, delivery.runId);
  if (!run || !isActive(run)) return;
  const call = await findDelivery(tx, delivery);
  if (!call) return;
  if (answer.kind === 'lost') {
    await applyLost(tx, run, call, answer, policy);
    return;
  }
  if (run.requestVersion === -1) run.requestVersion = answer.version;
  if (answer.kind === 'operations') await new OperationsHandler(tx, run, call, answer, policy).handle();
  else if (answer.kind === 'result') await finishRun(tx, run, { status: 'completed', output: answer.output });
  else await failFunction(tx, run, call, answer, policy);
}

/** Ends the run of a call whose operations cannot be carried out. */
export async function applyOperationError(
  tx: Queries,
  delivery: JudgedCall,
  error: OperationError | RangeError,
): Promise<void> {
  const run = await lockRun(tx, delivery.runId);
  if (!run || !isActive(run) || !(await findDelivery(tx, delivery))) return;
  await finishRun(tx, run, { status: 'failed', error: { name: error.name, message: error.message } });
}
