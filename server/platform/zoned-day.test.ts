import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn, endOfDay, startOfDay } from './zoned-day';

const hours = (day: string, timeZone: string) =>
  (endOfDay(day, timeZone).getTime() - startOfDay(day, timeZone).getTime()) / 3_600_000;

const shownDay = (instant: Date, timeZone: string) =>
  new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(instant);

describe('a calendar day in a zone', () => {
  it('begins at midnight there, and is as long as its clocks make it', () => {
    expect(startOfDay('2026-03-29', 'Europe/Madrid').toISOString()).toBe('2026-03-28T23:00:00.000Z');
    expect(endOfDay('2026-03-29', 'Europe/Madrid').toISOString()).toBe('2026-03-29T22:00:00.000Z');
    expect(startOfDay('2026-03-08', 'America/New_York').toISOString()).toBe('2026-03-08T05:00:00.000Z');
    expect(hours('2026-03-08', 'America/New_York')).toBe(23);
    expect(hours('2026-10-25', 'Europe/Madrid')).toBe(25);
    expect(hours('2026-03-29', 'UTC')).toBe(24);
  });

  it('begins at one o’clock where midnight is left out', () => {
    expect(startOfDay('2026-03-29', 'Asia/Beirut').toISOString()).toBe('2026-03-28T22:00:00.000Z');
  });

  it('is what an instant of it is shown as, and the one before is not', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const days = fc
      .date({ min: new Date('2020-01-02'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(zones, days, (zone, day) => {
        const start = startOfDay(day, zone);
        expect(shownDay(start, zone)).toBe(day);
        expect(shownDay(new Date(start.getTime() - 1), zone) < day).toBe(true);
      }),
    );
  });
});

describe('the day of an instant', () => {
  const late = new Date('2026-03-28T23:30:00Z');

  it('is the one on the calendar of the zone', () => {
    const days = ['UTC', 'Europe/Madrid', 'Pacific/Kiritimati', 'America/Los_Angeles'].map((zone) =>
      dayIn(late, zone),
    );
    expect(days).toEqual(['2026-03-28', '2026-03-29', '2026-03-29', '2026-03-28']);
  });

  it('is that of UTC where the zone is not known', () => {
    expect(dayIn(late, 'Mars/Olympus')).toBe('2026-03-28');
  });
});
