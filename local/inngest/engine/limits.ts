import { evaluateKey } from '../expressions';
import { requireDuration } from '../protocol/durations';
import { digest } from '../protocol/ids';
import type { EventPayload, FunctionConfig } from '../protocol/messages';
import type { Queries } from '../store/database';

const DAY_MS = 86_400_000;
/** The real server lets a tenth of the limit through at once before it spaces runs evenly. */
const RATE_LIMIT_BURST_SHARE = 10;

/** A limit on how many calls run at once: `name` is what is counted. */
export interface ConcurrencyKey {
  name: string;
  limit: number;
}

/** Writes the concurrency limits that apply to a run as keys its calls carry: `name#limit`. */
export function concurrencyKeys(config: FunctionConfig, event: EventPayload): string[] {
  return [config.concurrency ?? []].flat().flatMap((entry, position) => {
    const option = typeof entry === 'number' ? { limit: entry } : entry;
    if (option.limit < 1) return [];
    const scope = option.scope ?? 'fn';
    const key = option.key ? digest(evaluateKey(option.key, event)) : '';
    const owner = scope === 'fn' ? `fn:${config.id}:${position}` : `${scope}:${digest(option.key ?? '')}`;
    return [`${owner}:${key}#${option.limit}`];
  });
}

/** Reads a key a call carries. */
export function parseConcurrencyKey(key: string): ConcurrencyKey {
  const at = key.lastIndexOf('#');
  return { name: key.slice(0, at), limit: Number(key.slice(at + 1)) };
}

interface Pace {
  key: string;
  limit: number;
  periodMs: number;
  /** How many may come at once beyond the first. */
  burst: number;
}

/**
 * Reserves the next place under a limit that spaces `limit` runs evenly over a period (GCRA), and returns when it
 * is. With `orNothing` a place that is not free now is not reserved, and null is returned.
 */
async function reserve(tx: Queries, pace: Pace, orNothing: boolean): Promise<Date | null> {
  const emissionMs = pace.periodMs / pace.limit;
  const toleranceMs = emissionMs * pace.burst;
  await tx.query('INSERT INTO limiter (key, free_at) VALUES ($1, now()) ON CONFLICT DO NOTHING', [pace.key]);
  const [row] = await tx.query<{ free_at: Date; now: Date }>(
    'SELECT free_at, now() AS now FROM limiter WHERE key = $1 FOR UPDATE',
    [pace.key],
  );
  if (!row) return orNothing ? null : new Date();
  const theoretical = Math.max(row.free_at.getTime(), row.now.getTime());
  const startAt = Math.max(row.now.getTime(), theoretical - toleranceMs);
  if (orNothing && startAt > row.now.getTime()) return null;
  await tx.query('UPDATE limiter SET free_at = $2 WHERE key = $1', [
    pace.key,
    new Date(theoretical + emissionMs),
  ]);
  return new Date(startAt);
}

function paceKey(
  kind: string,
  config: FunctionConfig,
  expression: string | null | undefined,
  event: EventPayload,
) {
  return `${kind}:${config.id}:${digest(evaluateKey(expression, event))}`;
}

/** Tells whether a function's rate limit or idempotency key lets this event through, and takes the place. */
export async function passesRateLimit(
  tx: Queries,
  config: FunctionConfig,
  event: EventPayload,
): Promise<boolean> {
  if (config.idempotency) {
    const key = paceKey('idempotency', config, config.idempotency, event);
    return (await reserve(tx, { key, limit: 1, periodMs: DAY_MS, burst: 0 }, true)) !== null;
  }
  if (!config.rateLimit) return true;
  const { key, limit, period } = config.rateLimit;
  const pace = {
    key: paceKey('rate', config, key, event),
    limit: Math.max(1, limit),
    periodMs: requireDuration(period),
    burst: Math.floor(limit / RATE_LIMIT_BURST_SHARE),
  };
  return (await reserve(tx, pace, true)) !== null;
}

/** When a run may start under the function's throttle; null means at once. */
export async function throttledStart(
  tx: Queries,
  config: FunctionConfig,
  event: EventPayload,
): Promise<Date | null> {
  if (!config.throttle) return null;
  const { key, limit, period, burst } = config.throttle;
  const pace = {
    key: paceKey('throttle', config, key, event),
    limit: Math.max(1, limit),
    periodMs: requireDuration(period),
    burst: burst ?? 0,
  };
  return reserve(tx, pace, false);
}
