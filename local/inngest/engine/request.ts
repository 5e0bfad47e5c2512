import { canonicalJson, type Json, parseJson } from '../protocol/json';
import { HEADER } from '../protocol/messages';
import { sign } from '../protocol/signing';
import type { Call } from '../store/calls';
import type { RegisteredFunction } from '../store/registry';
import type { Run } from '../store/runs';
import type { Memo } from '../store/steps';
import { isCoalescing } from './completion';

/** Above this size the SDK is told to fetch events and steps itself, as the real server does. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** A call as it goes over the wire. */
export interface CallRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

function buildBody(run: Run, memo: Memo, call: Call, maxAttempts: number, useApi: boolean): string {
  const planOnly = isCoalescing(run) ? memo.hasPending : run.planOnly;
  const body = {
    event: run.events[0] ?? null,
    events: useApi ? [] : run.events,
    steps: useApi ? {} : memo.steps,
    defers: {},
    version: run.requestVersion,
    use_api: useApi,
    ctx: {
      fn_id: run.functionId,
      run_id: run.id,
      env: 'local',
      step_id: 'step',
      attempt: call.attempt,
      max_attempts: maxAttempts,
      qi_id: call.id,
      job_id: call.id,
      request_id: `${call.id}.${call.generation}`,
      generation_id: call.generation,
      disable_immediate_execution: planOnly,
      use_api: useApi,
      stack: { stack: memo.order, current: memo.order.length },
    },
  };
  const plain: Json = parseJson(JSON.stringify(body));
  return canonicalJson(plain);
}

/** Builds the signed request of a call (SDK_SPEC 4.4). */
export function buildRequest(
  run: Run,
  memo: Memo,
  call: Call,
  target: RegisteredFunction,
  signingKey: string | null,
): CallRequest {
  let body = buildBody(run, memo, call, target.maxAttempts, false);
  if (Buffer.byteLength(body) > MAX_BODY_BYTES) body = buildBody(run, memo, call, target.maxAttempts, true);
  const url = new URL(target.url);
  url.searchParams.set('stepId', call.stepId ?? 'step');
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    [HEADER.runId]: run.id,
    [HEADER.stepId]: call.stepId ?? 'step',
    [HEADER.requestId]: `${call.id}.${call.generation}`,
    [HEADER.generationId]: String(call.generation),
    [HEADER.jobId]: call.id,
    [HEADER.requestVersion]: String(run.requestVersion),
  };
  if (signingKey) headers[HEADER.signature] = sign(body, signingKey, Date.now());
  return { url: url.href, headers, body };
}
