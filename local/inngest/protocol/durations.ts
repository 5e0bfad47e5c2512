const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Reads a time string such as `1d2h30m` as milliseconds. Returns null when the text is no time string. */
export function parseDuration(text: string): number | null {
  if (!/^(\d+(\.\d+)?(ms|[smhdw]))+$/.test(text)) return null;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)) {
    total += Number(amount) * (UNIT_MS[unit ?? ''] ?? 0);
  }
  return total;
}

/**
 * Reads a time string or an ISO 8601 date as a moment in epoch milliseconds, never before `now`.
 * An empty text means `now`, as the SDK sends it for a sleep of nothing.
 * @throws RangeError for any other text.
 */
export function parseMoment(text: string, now: number): number {
  if (text === '') return now;
  const duration = parseDuration(text);
  if (duration !== null) return now + duration;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new RangeError(`"${text}" is neither a duration nor a date`);
  return Math.max(at, now);
}

/** Reads a duration out of a function's settings. @throws RangeError for any other text. */
export function requireDuration(text: string): number {
  const duration = parseDuration(text);
  if (duration === null) throw new RangeError(`"${text}" is not a duration`);
  return duration;
}
