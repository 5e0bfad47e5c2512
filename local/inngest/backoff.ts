const MAX_RETRY_DELAY_MS = 60 * 60_000;
const MAX_RECONNECT_DELAY_MS = 5_000;

/** How long a failed attempt waits: the base doubled per attempt, at most an hour, plus up to a quarter of jitter. */
export function retryDelay(attempt: number, baseMs: number, random: number): number {
  const delay = Math.min(MAX_RETRY_DELAY_MS, baseMs * 2 ** Math.max(0, attempt - 1));
  return Math.round(delay * (1 + random / 4));
}

/** How long to wait before reaching for something again that was not there: 100 ms doubled, at most 5 s. */
export function reconnectDelay(failures: number): number {
  return Math.min(MAX_RECONNECT_DELAY_MS, 100 * 2 ** Math.min(failures, 10));
}

/**
 * Reads a `retry-after` header (seconds or a date) as a moment in epoch milliseconds.
 * Returns null when it says nothing usable.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | null {
  if (!header) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return now + Math.max(0, seconds) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(at, now);
}
