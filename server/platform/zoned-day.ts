/** What a clock on the wall shows in a zone at an instant, as if it were UTC. */
function wallClock(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
}

const dayMs = 86_400_000;

/**
 * Returns the first instant of a calendar day in a zone, also where clocks change at midnight.
 *
 * @param day ISO 8601 date: `2026-03-29`.
 * @param timeZone an IANA name the platform knows.
 */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = new Date(day).getTime();
  const before = midnight - (wallClock(midnight, timeZone) - midnight);
  const after = midnight - (wallClock(before, timeZone) - before);
  // Where midnight is left out, the second guess lies in the day before.
  return new Date(wallClock(after, timeZone) < midnight ? before : after);
}

/** Returns the first instant that no longer belongs to a calendar day in a zone; see {@link startOfDay}. */
export function endOfDay(day: string, timeZone: string): Date {
  const next = new Date(new Date(day).getTime() + dayMs).toISOString().slice(0, 10);
  return startOfDay(next, timeZone);
}

/**
 * Returns the calendar day of an instant in a zone, ISO 8601. Where the platform does not know the zone (a name newer or older than
 * its data), it is the day in UTC.
 */
export function dayIn(instant: Date, timeZone: string): string {
  const time = instant.getTime();
  try {
    return new Date(wallClock(time, timeZone)).toISOString().slice(0, 10);
  } catch (error) {
    if (error instanceof RangeError) return instant.toISOString().slice(0, 10);
    throw error;
  }
}
