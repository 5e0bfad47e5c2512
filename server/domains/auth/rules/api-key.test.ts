import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameKey, makeApiKey, readApiKey } from '@/server/domains/auth/rules/api-key';

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

describe('an API key', () => {
  it('has the form that scanners for lost secrets look for, and is read as what is kept of it', () => {
    for (let run = 0; run < 200; run += 1) {
      const { key, prefix, keyHash } = makeApiKey();
      expect(key).toMatch(/^lyc_[0-9A-Za-z]{46}$/);
      expect(key.startsWith(prefix)).toBe(true);
      expect(prefix).toHaveLength(12);
      expect(readApiKey(key)).toEqual({ prefix, keyHash });
    }
  });

  it('keeps its check as written down: CRC-32 in six digits to the base of 62', () => {
    const body = `lyc_${'0'.repeat(40)}`;
    expect(readApiKey(`${body}2PBAf7`)).not.toBeNull();
  });

  it('is told from itself with any one letter changed, any two swapped, or any part missing', () => {
    const { key } = makeApiKey();
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 49 }), fc.constantFrom(...letters), (at, letter) => {
        fc.pre(key[at] !== letter);
        expect(readApiKey(`${key.slice(0, at)}${letter}${key.slice(at + 1)}`)).toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 48 }), (at) => {
        fc.pre(key[at] !== key[at + 1]);
        const swapped = `${key.slice(0, at)}${key[at + 1]}${key[at]}${key.slice(at + 2)}`;
        expect(readApiKey(swapped)).toBeNull();
      }),
    );
    for (const text of ['', 'lyc_', key.slice(0, -1), key.slice(1), `${key} `, `${key}0`, `x${key}`]) {
      expect(readApiKey(text)).toBeNull();
    }
  });

  it('is the same as itself only', () => {
    const [one, other] = [makeApiKey(), makeApiKey()];
    expect(isSameKey(one, one.keyHash)).toBe(true);
    expect(isSameKey(one, other.keyHash)).toBe(false);
    expect(isSameKey(one, '')).toBe(false);
  });
});
