import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextTick, parseCron } from './cron';

function next(text: string, after: string): string | null {
  const at = nextTick(parseCron(text), Date.parse(after));
  return at === null ? null : new Date(at).toISOString();
}

describe('next tick', () => {
  test.each([
    ['* * * * *', '2026-03-01T10:00:00Z', '2026-03-01T10:01:00.000Z'],
    ['*/15 * * * *', '2026-03-01T10:44:59Z', '2026-03-01T10:45:00.000Z'],
    ['0 3 * * *', '2026-12-31T03:00:00Z', '2027-01-01T03:00:00.000Z'],
    ['30 8 * * mon-fri', '2026-03-06T09:00:00Z', '2026-03-09T08:30:00.000Z'],
    ['0 0 29 2 *', '2026-01-01T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['0 12 1 jan,jul *', '2026-02-01T00:00:00Z', '2026-07-01T12:00:00.000Z'],
    // A day of month and a weekday: either suffices.
    ['0 0 13 * fri', '2026-03-01T00:00:00Z', '2026-03-06T00:00:00.000Z'],
    ['0 0 * * 7', '2026-03-02T00:00:00Z', '2026-03-08T00:00:00.000Z'],
    ['5-10/5 1 * * *', '2026-03-01T01:05:00Z', '2026-03-01T01:10:00.000Z'],
    ['@daily', '2026-03-01T10:00:00Z', '2026-03-02T00:00:00.000Z'],
    // 9 in the morning in New York is 13 or 14 UTC.
    ['TZ=America/New_York 0 9 * * *', '2026-01-15T00:00:00Z', '2026-01-15T14:00:00.000Z'],
    ['TZ=America/New_York 0 9 * * *', '2026-07-15T00:00:00Z', '2026-07-15T13:00:00.000Z'],
    // 2:30 does not exist on the night the clocks go forward, and comes once on the night they go back.
    ['TZ=Europe/Berlin 30 2 * * *', '2026-03-28T12:00:00Z', '2026-03-30T00:30:00.000Z'],
    ['TZ=Europe/Berlin 30 2 * * *', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00.000Z'],
  ])('%s after %s', (text, after, expected) => {
    expect(next(text, after)).toBe(expected);
  });

  test('of a day that never comes is null', () => {
    expect(next('0 0 31 2 *', '2026-01-01T00:00:00Z')).toBeNull();
  });

  test('is the first minute after a moment whose fields fit', () => {
    const field = (max: number) => fc.integer({ min: 1, max }).map((step) => `*/${step}`);
    fc.assert(
      fc.property(field(30), field(12), fc.integer({ min: 0, max: 4e12 }), (minute, hour, after) => {
        const at = nextTick(parseCron(`${minute} ${hour} * * *`), after) ?? 0;
        const fits = (time: number) => {
          const date = new Date(time);
          return (
            date.getUTCMinutes() % Number(minute.slice(2)) === 0 &&
            date.getUTCHours() % Number(hour.slice(2)) === 0
          );
        };
        expect(fits(at)).toBe(true);
        for (let time = Math.floor(after / 60_000) * 60_000 + 60_000; time < at; time += 60_000) {
          expect(fits(time)).toBe(false);
        }
      }),
      { numRuns: 50 },
    );
  });
});

test.each([
  '',
  '* * * *',
  '60 * * * *',
  '* 24 * * *',
  '* * 0 * *',
  'a * * * *',
  '*/0 * * * *',
  'TZ=Nowhere/Land * * * * *',
])('"%s" is refused', (text) => {
  expect(() => parseCron(text)).toThrow(RangeError);
});
