import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ApiError } from './api-error';
import type { Call, Route, Wire } from './call';
import type { Database } from './database';
import { expand } from './expand';
import { canonicalForm, type FormTree, parseForm } from './form';
import { newId } from './ids';
import { list, parseParams, text } from './params';
import { catalogueRoutes } from './resources/catalogue';
import { chargeRoutes } from './resources/charges';
import { sessionRoutes } from './resources/checkout-sessions';
import { couponRoutes } from './resources/coupons';
import { customerRoutes } from './resources/customers';
import { disputeRoutes } from './resources/disputes';
import { eventRoutes } from './resources/events';
import { paymentIntentRoutes } from './resources/payment-intents';
import { refundRoutes } from './resources/refunds';
import { API_VERSION, type Scope } from './scope';

const ROUTES: readonly Route[] = [
  ...customerRoutes,
  ...catalogueRoutes,
  ...couponRoutes,
  ...sessionRoutes,
  ...paymentIntentRoutes,
  ...chargeRoutes,
  ...refundRoutes,
  ...disputeRoutes,
  ...eventRoutes,
];

/** A request to `/v1/…` as it came in. */
export interface ApiRequest {
  method: string;
  path: string;
  query: string;
  body: string;
  authorization: string | undefined;
  idempotencyKey: string | undefined;
  version: string | undefined;
}

/** What is answered to it. */
export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

function findRoute(method: string, path: string): { route: Route; id: string } | undefined {
  const parts = path.replace(/\/$/, '').split('/');
  for (const route of ROUTES) {
    const pattern = route.path.split('/');
    if (route.method !== method || pattern.length !== parts.length) continue;
    if (!pattern.every((segment, index) => segment === ':id' || segment === parts[index])) continue;
    const at = pattern.indexOf(':id');
    const id = at < 0 ? '' : parts[at];
    if (id !== undefined) return { route, id: decodeURIComponent(id) };
  }
  return undefined;
}

/** The key of a bearer or basic authorization header; basic carries it as the user's name. */
function keyOf(header: string | undefined): string | undefined {
  const [scheme, value] = header?.split(' ') ?? [];
  if (value === undefined) return undefined;
  if (scheme?.toLowerCase() === 'bearer') return value;
  if (scheme?.toLowerCase() !== 'basic') return undefined;
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0];
}

function authenticate(header: string | undefined, secretKey: string): void {
  const key = keyOf(header);
  if (key === undefined || key === '') {
    throw unauthorized(
      'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.',
    );
  }
  const digest = (value: string) => createHash('sha256').update(value).digest();
  if (timingSafeEqual(digest(key), digest(secretKey))) return;
  throw unauthorized(`Invalid API Key provided: ${key.slice(0, 8)}****${key.slice(-4)}`);
}

function unauthorized(message: string): ApiError {
  return new ApiError(401, { type: 'invalid_request_error', message }, false);
}

function wantedExpansions(params: FormTree): string[] {
  const { expand: wanted } = parseParams(z.object({ expand: list(text).optional() }), params);
  return wanted ?? [];
}

function answerOf(status: number, body: Wire): { status: number; body: string } {
  return { status, body: JSON.stringify(body, null, 2) };
}

function errorAnswer(error: unknown): { status: number; body: string; isExecuted: boolean } {
  if (error instanceof ApiError) {
    return { ...answerOf(error.status, { error: error.body }), isExecuted: error.isExecuted };
  }
  console.error('stripe stand-in:', error);
  const body = { error: { type: 'api_error', message: 'The stand-in failed; its log says why.' } };
  return { ...answerOf(500, body), isExecuted: false };
}

/** Carries out a request within the running transaction. */
function execute(scope: Scope, request: ApiRequest): Wire | ApiError {
  const found = findRoute(request.method, request.path);
  if (!found) {
    throw new ApiError(
      404,
      {
        type: 'invalid_request_error',
        message: `Unrecognized request URL (${request.method}: ${request.path}).`,
      },
      false,
    );
  }
  const params = parseForm(request.method === 'POST' ? request.body : request.query);
  const call: Call = { ...scope, params, path: request.path };
  const result = found.route.handle(call, found.id);
  return result instanceof ApiError ? result : expand(call, result, wantedExpansions(params));
}

type Outcome = { status: number; body: string; isReplayed?: true };

/** The kept answer for this key, or undefined the first time. @throws {ApiError} when the request is another one. */
function replay(scope: Scope, key: string, request: ApiRequest): Outcome | undefined {
  const kept = scope.db.replays.get(key);
  if (!kept) return undefined;
  if (kept.method !== request.method || kept.path !== request.path) {
    throw new ApiError(
      400,
      {
        type: 'idempotency_error',
        message: `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${kept.path}' vs '${request.path}'). Try using a key other than '${key}' if you meant to execute a different request.`,
      },
      false,
    );
  }
  if (kept.params !== canonicalForm(parseForm(request.body))) {
    throw new ApiError(
      400,
      {
        type: 'idempotency_error',
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      },
      false,
    );
  }
  return { status: kept.status, body: kept.body, isReplayed: true };
}

/**
 * Carries out a POST with an idempotency key: its changes and its answer are kept together, so a repeat after a
 * crash finds either both or neither. A refusal that was executed is kept too, without its changes.
 */
function executeOnce(scope: Scope, key: string, request: ApiRequest): Outcome {
  const keep = (outcome: { status: number; body: string }) => {
    scope.db.replays.put({
      id: key,
      created: scope.now,
      method: request.method,
      path: request.path,
      params: canonicalForm(parseForm(request.body)),
      ...outcome,
    });
    return outcome;
  };
  const kept = replay(scope, key, request);
  if (kept) return kept;
  try {
    return scope.db.transaction(() => {
      const result = execute(scope, request);
      if (!(result instanceof ApiError)) return keep(answerOf(200, result));
      const { status, body } = errorAnswer(result);
      return keep({ status, body });
    });
  } catch (error) {
    const { isExecuted, ...outcome } = errorAnswer(error);
    if (isExecuted) scope.db.transaction(() => keep(outcome));
    return outcome;
  }
}

function executeFreely(scope: Scope, request: ApiRequest): Outcome {
  const result = scope.db.transaction(() => execute(scope, request));
  if (!(result instanceof ApiError)) return answerOf(200, result);
  const { status, body } = errorAnswer(result);
  return { status, body };
}

/** Answers one API request, whatever it is; never throws. */
export function answerApi(
  account: { db: Database; baseUrl: string; secretKey: string },
  request: ApiRequest,
): ApiAnswer {
  const requestId = newId('req');
  const key = request.method === 'POST' && request.idempotencyKey ? request.idempotencyKey : null;
  const scope: Scope = {
    db: account.db,
    baseUrl: account.baseUrl,
    now: Math.floor(Date.now() / 1000),
    request: { id: requestId, idempotencyKey: key },
  };
  let outcome: Outcome;
  try {
    authenticate(request.authorization, account.secretKey);
    outcome = key === null ? executeFreely(scope, request) : executeOnce(scope, key, request);
  } catch (error) {
    const { status, body } = errorAnswer(error);
    outcome = { status, body };
  }
  return {
    status: outcome.status,
    headers: {
      'content-type': 'application/json',
      'request-id': requestId,
      'stripe-version': request.version ?? API_VERSION,
      ...(key === null ? {} : { 'idempotency-key': key }),
      ...(outcome.isReplayed ? { 'idempotent-replayed': 'true' } : {}),
    },
    body: outcome.body,
  };
}
