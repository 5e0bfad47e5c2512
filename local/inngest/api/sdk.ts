import { z } from 'zod';
import { recordStep, setUp } from '../engine/operations';
import { answerSignal, type SignalAnswer } from '../engine/signals';
import { HttpError, json, type Route, type RouteRequest, readJson } from '../http-server';
import { jsonValue } from '../protocol/json';
import { checkpointBody, type Registration, registration } from '../protocol/messages';
import { isAuthorized } from '../protocol/signing';
import { noteProgress } from '../store/calls';
import type { Database } from '../store/database';
import { InvalidRegistrationError } from '../store/registry';
import { findRun, isActive, lockRun } from '../store/runs';
import { readMemo } from '../store/steps';

/** What the endpoints for the SDK work with. */
export interface SdkApiOptions {
  database: Database;
  signingKey: string | null;
  register: (body: Registration) => Promise<boolean>;
  onProgress: () => void;
}

/** What a checkpoint may hold: steps that ran, notices that one begins, and deferred functions. */
const CHECKPOINTED = new Set(['StepRun', 'Step', 'StepPlanned', 'DeferAdd', 'DeferAbort']);

const signalBody = z.object({ signal: z.string(), data: jsonValue.optional() });

/** Lets a route be called only by who knows the signing key. */
export function authorized(
  signingKey: string | null,
  handle: Route['handle'],
): (request: RouteRequest) => ReturnType<Route['handle']> {
  return async (request) => {
    if (signingKey !== null && !isAuthorized(request.headers.authorization, signingKey)) {
      throw new HttpError(401, 'the signing key is not known here');
    }
    return handle(request);
  };
}

async function register(request: RouteRequest, options: SdkApiOptions) {
  try {
    const modified = await options.register(registration.parse(readJson(request)));
    return json(200, { ok: true, status: 200, modified });
  } catch (error) {
    if (!(error instanceof InvalidRegistrationError)) throw error;
    return json(400, { ok: false, status: 400, error: error.message });
  }
}

/**
 * Memoises steps that ran while their call is still under way, so that a crash does not run them again. A call that
 * is no longer the current delivery is told to stop with status 409.
 */
async function checkpoint(request: RouteRequest, options: SdkApiOptions) {
  const body = checkpointBody.parse(readJson(request));
  const foreign = body.steps.find((step) => !CHECKPOINTED.has(step.op));
  if (foreign) throw new HttpError(400, `cannot checkpoint ${foreign.op}`);
  const isCurrent = await options.database.transaction(async (tx) => {
    const run = await lockRun(tx, body.run_id);
    if (!run || !isActive(run)) return false;
    const delivery = { id: body.qi_id, runId: run.id, generation: body.generation_id ?? 0 };
    if (!(await noteProgress(tx, delivery))) return false;
    const context = { tx, run, fansOut: false };
    for (const step of body.steps) {
      if (step.op.startsWith('Defer')) await setUp(context, step);
      else if (step.op !== 'StepPlanned') await recordStep(context, step, { data: step.data ?? null });
    }
    return true;
  });
  if (!isCurrent) throw new HttpError(409, 'this call has been superseded');
  return json(200, {});
}

async function runSteps(request: RouteRequest, options: SdkApiOptions) {
  const memo = await readMemo(options.database, request.params[0] ?? '');
  return json(200, memo.steps);
}

async function runBatch(request: RouteRequest, options: SdkApiOptions) {
  const run = await findRun(options.database, request.params[0] ?? '');
  if (!run) throw new HttpError(404, 'no such run');
  return json(200, run.events);
}

async function signal(request: RouteRequest, options: SdkApiOptions) {
  const body = signalBody.parse(readJson(request));
  const answer: SignalAnswer = await options.database.transaction((tx) =>
    answerSignal(tx, body.signal, body.data ?? null),
  );
  options.onProgress();
  if (!answer.runId) throw new HttpError(404, 'nothing waits for this signal');
  return json(200, { data: { run_id: answer.runId } });
}

/** Says plainly what the embedded executor leaves to the real server. */
async function unsupported(request: RouteRequest): Promise<never> {
  throw new HttpError(501, `${request.url.pathname} is not supported by the embedded executor`);
}

/** Routes the SDK calls: registration, checkpoints, large state, signals. */
export function sdkRoutes(options: SdkApiOptions): Route[] {
  const route = (
    method: string,
    pattern: RegExp,
    handle: (request: RouteRequest, options: SdkApiOptions) => ReturnType<Route['handle']>,
  ): Route => ({
    method,
    pattern,
    handle: authorized(options.signingKey, (request) => handle(request, options)),
  });
  return [
    route('POST', /^\/fn\/register$/, register),
    route('POST', /^\/v1\/checkpoint\/([^/]+)\/async$/, checkpoint),
    route('GET', /^\/v0\/runs\/([^/]+)\/actions$/, runSteps),
    route('GET', /^\/v0\/runs\/([^/]+)\/batch$/, runBatch),
    route('POST', /^\/v1\/signals$/, signal),
    route('POST', /^\/v1\/(?:checkpoint|realtime|runs\/[^/]+\/metadata)(?:\/.*)?$/, unsupported),
  ];
}
