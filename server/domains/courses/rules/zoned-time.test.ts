import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, isTimeZone } from './zoned-time';

const iso = (local: string, zone: string) => instantOf(local, zone).at.toISOString();

/** What a clock in a zone shows, by another way than the rule's own. */
const shown = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    .format(at)
    .replace(' ', 'T');

describe('a time in a place', () => {
  it('is the instant at which clocks there show it, in summer and in winter', () => {
    expect(iso('2026-12-01T09:00', 'Europe/Madrid')).toBe('2026-12-01T08:00:00.000Z');
    expect(iso('2026-07-01T09:00', 'Europe/Madrid')).toBe('2026-07-01T07:00:00.000Z');
    expect(iso('2026-07-01T09:00', 'Asia/Kathmandu')).toBe('2026-07-01T03:15:00.000Z');
    expect(iso('2026-07-01T00:00', 'Pacific/Kiritimati')).toBe('2026-06-30T10:00:00.000Z');
    expect(iso('2026-12-01T09:00', 'UTC')).toBe('2026-12-01T09:00:00.000Z');
  });

  it('is the first where clocks show it twice', () => {
    expect(iso('2026-10-25T02:30', 'Europe/Madrid')).toBe('2026-10-25T00:30:00.000Z');
    expect(iso('2026-11-01T01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
  });

  it('is later where clocks skip it, and says so', () => {
    const skipped = instantOf('2026-03-29T02:30', 'Europe/Madrid');
    expect(skipped.isShifted).toBe(true);
    expect(shown(skipped.at, 'Europe/Madrid')).toBe('2026-03-29T03:30');
    expect(instantOf('2026-03-29T03:30', 'Europe/Madrid')).toEqual({ at: skipped.at, isShifted: false });
  });

  it('is shown again as it was chosen, in every zone and at every minute', () => {
    const zones = fc.constantFrom(
      ...[
        'Europe/Madrid',
        'America/New_York',
        'Australia/Lord_Howe',
        'Asia/Tehran',
        'Pacific/Chatham',
        'UTC',
      ],
    );
    const minutes = fc.integer({ min: Date.UTC(2026, 0) / 60_000, max: Date.UTC(2028, 0) / 60_000 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const local = new Date(minute * 60_000).toISOString().slice(0, 16);
        const { at, isShifted } = instantOf(local, zone);
        if (isShifted) expect(shown(at, zone) > local).toBe(true);
        else expect(shown(at, zone)).toBe(local);
      }),
    );
  });

  it('needs a zone that there is', () => {
    expect([isTimeZone('Europe/Madrid'), isTimeZone('Europe/Atlantis'), isTimeZone('')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
