import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, isLocalTime, isTimeZone, plusDays } from './zoned-time';

const at = (local: string, zone: string) => instantOf(local, zone).toISOString();

describe('a local time', () => {
  it('is 23:59 on the clocks of its zone, in summer and in winter', () => {
    expect(at('2026-03-28T23:59', 'Europe/Madrid')).toBe('2026-03-28T22:59:00.000Z');
    expect(at('2026-03-29T23:59', 'Europe/Madrid')).toBe('2026-03-29T21:59:00.000Z');
    expect(at('2026-11-01T23:59', 'America/New_York')).toBe('2026-11-02T04:59:00.000Z');
    expect(at('2026-07-01T09:00', 'Asia/Kathmandu')).toBe('2026-07-01T03:15:00.000Z');
    expect(at('2026-07-01T09:00', 'Pacific/Kiritimati')).toBe('2026-06-30T19:00:00.000Z');
  });

  it('is the first of two when clocks go back, and later when it is left out', () => {
    expect(at('2026-10-25T02:30', 'Europe/Madrid')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-03-29T02:30', 'Europe/Madrid')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('keeps the time of day over any number of days', () => {
    const zones = ['Europe/Madrid', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'UTC'];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 3_000 }), (zone, days) => {
        const local = plusDays('2026-01-31T23:59', days);
        const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' });
        expect(shown.format(instantOf(local, zone))).toBe('23:59');
      }),
    );
  });

  it('is one of the calendar', () => {
    expect(isLocalTime('2028-02-29T00:00')).toBe(true);
    for (const no of ['2026-02-29T00:00', '2026-13-01T00:00', '2026-01-01', '2026-01-01T24:00', 'x']) {
      expect(isLocalTime(no)).toBe(false);
    }
    expect(isTimeZone('Europe/Madrid')).toBe(true);
    expect(isTimeZone('Europe/Nowhere')).toBe(false);
  });
});
