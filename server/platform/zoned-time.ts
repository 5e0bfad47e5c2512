/** A date and time of day as a clock on a wall shows it: `2026-11-28T18:30`. */
export const wallTimePattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/;

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en', {
    ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  formats.set(timeZone, made);
  return made;
}

/** Tells whether the platform knows a time zone: `Europe/Madrid`. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** Returns what the clocks of a zone show at an instant, to the minute. */
export function wallTimeAt(instant: Date, timeZone: string): string {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

const asUtc = (wallTime: string): number => Date.parse(`${wallTime}:00.000Z`);

/**
 * Returns when the clocks of a zone show a time. Of a time that they show twice, as when summer ends, it is the first; one that
 * they leave out is taken to be as much later as they jump. Null for what is no time of a calendar, as the 30th of February.
 */
export function instantOf(wallTime: string, timeZone: string): Date | null {
  const guess = asUtc(wallTime);
  // Date rolls the 30th of February over into March.
  if (Number.isNaN(guess) || new Date(guess).toISOString().slice(0, 16) !== wallTime) return null;
  const offsetAt = (ms: number) =>
    asUtc(wallTimeAt(new Date(ms), timeZone)) - Math.floor(ms / 60_000) * 60_000;
  // No zone changes its clocks twice within two days.
  const [before, after] = [offsetAt(guess - dayMs), offsetAt(guess + dayMs)];
  const candidates = [guess - Math.max(before, after), guess - Math.min(before, after)];
  const shown = candidates.find((ms) => wallTimeAt(new Date(ms), timeZone) === wallTime);
  return new Date(shown ?? guess - before);
}
