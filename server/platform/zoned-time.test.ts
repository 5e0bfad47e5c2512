import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, isTimeZone, wallTimeAt } from './zoned-time';

const zones = Intl.supportedValuesOf('timeZone');
const ten = {
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2030-01-01T00:00:00Z'),
  noInvalidDate: true,
};

describe('instantOf', () => {
  it('finds an instant whose clocks show the time, the first when they show it twice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.date(ten), (zone, date) => {
        const instant = new Date(Math.floor(date.getTime() / 60_000) * 60_000);
        const found = instantOf(wallTimeAt(instant, zone), zone);
        expect(found).not.toBeNull();
        expect(wallTimeAt(found ?? instant, zone)).toBe(wallTimeAt(instant, zone));
        expect((found ?? instant).getTime()).toBeLessThanOrEqual(instant.getTime());
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['2026-07-01T12:00', 'Europe/Madrid', '2026-07-01T10:00:00.000Z'],
    ['2026-01-01T12:00', 'Europe/Madrid', '2026-01-01T11:00:00.000Z'],
    // Shown twice: the first time is still summer.
    ['2026-10-25T02:30', 'Europe/Madrid', '2026-10-25T00:30:00.000Z'],
    // Left out: clocks jump from two to three.
    ['2026-03-29T02:30', 'Europe/Madrid', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T01:30', 'America/New_York', '2026-10-25T05:30:00.000Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['2026-06-01T00:00', 'Asia/Kathmandu', '2026-05-31T18:15:00.000Z'],
    // Half an hour of summer.
    ['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
  ])('%s in %s is %s', (wallTime, zone, instant) => {
    expect(instantOf(wallTime, zone)?.toISOString()).toBe(instant);
  });

  it('knows the days of a calendar', () => {
    expect(instantOf('2026-02-30T10:00', 'UTC')).toBeNull();
    expect(instantOf('2028-02-29T10:00', 'UTC')?.toISOString()).toBe('2028-02-29T10:00:00.000Z');
    expect([isTimeZone('Europe/Madrid'), isTimeZone('Mars/Olympus')]).toEqual([true, false]);
  });
});
