/** A time of day in a place, as an instant. */
export type ZonedTime = {
  readonly at: Date;
  /** The clocks there skip that time; the instant is as much later as they are put forward. */
  readonly isShifted: boolean;
};

/** Tells whether this is the name of a time zone: `Europe/Madrid`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What a clock shows there at an instant, `2026-12-01T09:00`, read as if it were UTC, in epoch ms. */
function shownAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
    ...{ timeZone, hourCycle: 'h23' },
    ...{
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    },
  }).formatToParts(instant);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

/** More than any zone is away from UTC, and than clocks are ever put on or back. */
const dayMs = 86_400_000;

/**
 * Returns the instant at which clocks in a zone show a time. Where they show it twice, the first; where they skip it, the
 * instant they would have shown it at, had they not been put forward yet.
 *
 * @param local `2026-12-01T09:00`
 * @param timeZone a name that {@link isTimeZone} knows
 */
export function instantOf(local: string, timeZone: string): ZonedTime {
  const wanted = Date.parse(`${local}:00Z`);
  // The offsets of the day before and the day after are all that can hold at that time.
  const offsets = [wanted - dayMs, wanted + dayMs].map((near) => shownAt(near, timeZone) - near);
  const candidates = offsets.map((offset) => wanted - offset);
  const exact = candidates.filter((candidate) => shownAt(candidate, timeZone) === wanted);
  if (exact.length > 0) return { at: new Date(Math.min(...exact)), isShifted: false };
  const [before = 0] = offsets;
  return { at: new Date(wanted - before), isShifted: true };
}
