import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { behaviourOf, hasValidChecksum } from './cards';
import { canonicalForm, type FormTree, parseForm } from './form';
import { allocate, feeOn, formatMoney } from './money';
import { checkForm, readForm } from './pages/checkout';
import { discountOf } from './resources/session-pricing';
import { retryDelayMs } from './webhooks';

const key = fc.stringMatching(/^[a-z][a-z_]{0,8}$/).filter((name) => !(name in Object.prototype));
const { tree } = fc.letrec<{ tree: FormTree; value: string | FormTree }>((tie) => ({
  value: fc.oneof({ depthSize: 'small', maxDepth: 4 }, fc.string(), tie('tree')),
  tree: fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 4 }),
}));

function encode(level: FormTree, prefix = ''): string[] {
  return Object.entries(level).flatMap(([name, value]) => {
    const path = prefix === '' ? name : `${prefix}[${name}]`;
    return typeof value === 'string'
      ? [`${encodeURIComponent(path)}=${encodeURIComponent(value)}`]
      : encode(value, path);
  });
}

describe('form encoding', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(tree, (written) => {
        expect(parseForm(encode(written).join('&'))).toEqual(written);
      }),
    );
  });

  it('compares equal whatever the order of its keys', () => {
    fc.assert(
      fc.property(tree, (written) => {
        expect(canonicalForm(parseForm(encode(written).reverse().join('&')))).toBe(canonicalForm(written));
      }),
    );
  });

  it('appends to lists without index and touches no prototype', () => {
    expect(parseForm('a[]=1&a[]=2')).toEqual({ a: { 0: '1', 1: '2' } });
    parseForm('__proto__[polluted]=1&a[__proto__][polluted]=1&constructor[prototype][polluted]=1');
    expect('polluted' in {}).toBe(false);
  });
});

describe('money', () => {
  it('is shared out to the last unit, within each line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(100_000), { minLength: 1, maxLength: 20 }),
        fc.nat(100),
        (weights, percent) => {
          const sum = weights.reduce((all, weight) => all + weight, 0);
          const total = Math.round((sum * percent) / 100);
          const parts = allocate(total, weights);
          expect(parts.reduce((all, part) => all + part, 0)).toBe(total);
          parts.forEach((part, index) => {
            expect(part).toBeGreaterThanOrEqual(0);
            expect(part).toBeLessThanOrEqual(weights[index] ?? 0);
          });
        },
      ),
    );
  });

  it('is discounted by no more than it is', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (off, price) => {
        expect(discountOf({ amount_off: off, percent_off: null }, price)).toBeLessThanOrEqual(price);
      }),
    );
  });

  it('has no decimals in yen and a fee below itself', () => {
    expect(formatMoney(500, 'jpy')).toBe('¥500');
    expect(formatMoney(500, 'usd')).toBe('$5.00');
    expect(feeOn(10_000)).toBe(320);
    expect(feeOn(10)).toBe(10);
  });
});

describe('cards', () => {
  it('fail the checksum when one digit is wrong', () => {
    const number = '4242424242424242';
    fc.assert(
      fc.property(fc.nat(15), fc.integer({ min: 1, max: 9 }), (position, shift) => {
        const digits = [...number];
        digits[position] = String((Number(digits[position]) + shift) % 10);
        expect(hasValidChecksum(digits.join(''))).toBe(false);
      }),
    );
    expect(hasValidChecksum(number)).toBe(true);
  });

  it('are declined in test mode unless they are test cards', () => {
    const card = { number: '4111111111111111', expMonth: 1, expYear: 2030 };
    expect(behaviourOf(card)).toMatchObject({ kind: 'decline', declineCode: 'test_mode_live_card' });
  });

  it('are valid through the last day of their month', () => {
    const form = { ...readForm({}), email: 'a@b', number: '4242424242424242', cvc: '123', expiry: '02/27' };
    expect(checkForm(form, false, new Date('2027-02-28T23:59:59Z'))).toHaveProperty('card.expYear', 2027);
    expect(checkForm(form, false, new Date('2027-03-01T00:00:00Z'))).toHaveProperty('errors.expiry');
  });
});

it('waits longer after every failure, up to a minute', () => {
  expect([1, 2, 3, 4].map(retryDelayMs)).toEqual([500, 1_000, 2_000, 4_000]);
  expect(retryDelayMs(500)).toBe(60_000);
});
