import { z } from 'zod';

/** Tells whether a name is a time zone of the IANA database, as far as this platform knows it. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric' } as const;
  const clock = new Intl.DateTimeFormat('en-US', {
    ...numeric,
    ...{ minute: 'numeric', second: 'numeric', era: 'short', hourCycle: 'h23', timeZone: zone },
  });
  clocks.set(zone, clock);
  return clock;
}

/** What a clock on the wall shows at an instant, in ms as if it stood in UTC. */
function wallOf(instantMs: number, zone: string): number {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, value]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type) ?? 0);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

const dayMs = 86_400_000;
const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

function wallMs(local: string): number {
  return Date.parse(`${local}:00Z`);
}

/** Tells whether a text is a day and time of the calendar, as `2026-03-01T09:00`. */
export function isLocalTime(local: string): boolean {
  if (!shape.test(local)) return false;
  const at = wallMs(local);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(local);
}

/**
 * Returns the instant at which clocks of a zone show a time. A time that is shown twice, when clocks go back, is the first of
 * the two; one that is left out is as much later as clocks go forward (RFC 5545, 3.3.5).
 */
export function instantOf(local: string, zone: string): Date {
  const wall = wallMs(local);
  // No zone has ever been further than a day from UTC, nor changed its clocks twice within two.
  const before = wall - (wallOf(wall - dayMs, zone) - (wall - dayMs));
  const after = wall - (wallOf(wall + dayMs, zone) - (wall + dayMs));
  const shown = [before, after].filter((instant) => wallOf(instant, zone) === wall);
  return new Date(shown.length === 0 ? before : Math.min(...shown));
}

/** Returns the same time of day some days later. */
export function plusDays(local: string, days: number): string {
  return new Date(wallMs(local) + days * dayMs).toISOString().slice(0, 16);
}

/** A time zone by its IANA name. */
export const timeZoneName = z.string().max(64).refine(isTimeZone);

/** A day and time on the clocks of some zone: `2026-03-01T09:00`. */
export const localTime = z.string().max(16).refine(isLocalTime);
