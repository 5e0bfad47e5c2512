import { parseRetryAfter } from '../backoff';
import { type Json, parseJson } from '../protocol/json';
import {
  HEADER,
  type Operation,
  operations,
  type SerializedError,
  serializedError,
} from '../protocol/messages';
import { isValidSignature } from '../protocol/signing';
import type { HttpAnswer } from './http-client';

/** What a call led to. */
export type Answer =
  | { kind: 'operations'; operations: Operation[]; version: number; noRetry: boolean; retryAt: number | null }
  | { kind: 'result'; output: Json; version: number }
  | { kind: 'error'; error: SerializedError; version: number; noRetry: boolean; retryAt: number | null }
  /** The app was not there, or went away, or something else answered in its place. */
  | { kind: 'lost'; reached: boolean; reason: string };

/** Unpacks the answer of an app that streams: everything is inside the body of a 201. */
function unwrapStream(answer: HttpAnswer): HttpAnswer {
  if (answer.status !== 201) return answer;
  const inner = parseJson(answer.body.trim());
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return answer;
  const headers = typeof inner['headers'] === 'object' ? inner['headers'] : {};
  const texts = Object.entries(headers ?? {}).map(([key, value]) => [key.toLowerCase(), String(value)]);
  return {
    status: Number(inner['status']),
    headers: { ...answer.headers, ...Object.fromEntries(texts) },
    body: typeof inner['body'] === 'string' ? inner['body'] : JSON.stringify(inner['body'] ?? null),
  };
}

function parseBody(body: string): Json {
  try {
    return body === '' ? null : parseJson(body);
  } catch {
    return body;
  }
}

function isFinal(status: number, header: string | undefined): boolean {
  if (header !== undefined) return header === 'true';
  return status >= 400 && status <= 499;
}

/** Reads what an app answered to a call; an answer that is not the SDK's, or not signed by it, counts as lost. */
export function readAnswer(raw: HttpAnswer, signingKey: string | null, now: number): Answer {
  try {
    const answer = unwrapStream(raw);
    const { status, headers } = answer;
    if (!headers[HEADER.sdk]) {
      return { kind: 'lost', reached: true, reason: `status ${status} without an SDK's answer` };
    }
    if (signingKey && !isValidSignature(headers[HEADER.signature] ?? '', answer.body, signingKey, now)) {
      return { kind: 'lost', reached: true, reason: `status ${status} without a valid signature` };
    }
    const version = Number(headers[HEADER.requestVersion]) || -1;
    const noRetry = isFinal(status, headers[HEADER.noRetry]);
    const retryAt = parseRetryAfter(headers[HEADER.retryAfter], now);
    const body = parseBody(answer.body);
    if (status === 206) {
      return { kind: 'operations', operations: operations.parse(body), version, noRetry, retryAt };
    }
    if (status >= 200 && status <= 299) return { kind: 'result', output: body, version };
    return { kind: 'error', error: toError(body), version, noRetry, retryAt };
  } catch (error) {
    return { kind: 'lost', reached: true, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Reads an error as the SDK serialises it, whatever its shape. */
export function toError(value: Json | undefined): SerializedError {
  const subject = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  const fallback = typeof value === 'string' ? value : subject['error'];
  const parsed = serializedError.safeParse(
    typeof fallback === 'string' ? { message: fallback, ...subject } : subject,
  );
  return parsed.success ? parsed.data : { name: 'Error', message: 'Unknown error' };
}
