import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney, minorDigits, splitDuration } from './format';

describe('formatMoney', () => {
  it.each([
    ['en', 4900, 'EUR', '€49'],
    ['en', 4950, 'EUR', '€49.50'],
    ['en', 5000, 'JPY', '¥5,000'],
    ['en', 1250, 'KWD', 'KWD 1.250'],
    ['en', 0, 'USD', '$0'],
    ['en', -1999, 'USD', '-$19.99'],
    ['es', 123_456, 'EUR', '1234,56 €'],
  ])('in %s, %i of %s is %s', (locale, amount, currency, text) => {
    expect(formatMoney(locale, amount, currency).replace(/\s/g, ' ')).toBe(text);
  });

  it('knows the minor unit of a currency', () => {
    expect([minorDigits('EUR'), minorDigits('JPY'), minorDigits('KWD')]).toEqual([2, 0, 3]);
  });
});

describe('splitDuration', () => {
  it('never tells a length of time as nothing and never 60 minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (seconds) => {
        const { hours, minutes } = splitDuration(seconds);
        expect(hours + minutes).toBeGreaterThan(0);
        expect(minutes).toBeLessThan(60);
        expect(Math.abs(hours * 3600 + minutes * 60 - seconds)).toBeLessThanOrEqual(60);
      }),
    );
  });
});
