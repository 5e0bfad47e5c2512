import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeFrom, normaliseCode } from '@/server/domains/certificates/rules/code';

const bytes = fc.uint8Array({ minLength: 12, maxLength: 12 });
const printed = /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/;

/** What people make of a code when they copy it by hand. */
const mishaps = fc.record({
  isLower: fc.boolean(),
  separator: fc.constantFrom('', ' ', '-', ' - '),
  zero: fc.constantFrom('0', 'O', 'o'),
  one: fc.constantFrom('1', 'I', 'l', 'i', 'L'),
});

describe('certificate code', () => {
  it('is printed in three groups without look-alikes', () => {
    fc.assert(fc.property(bytes, (random) => void expect(codeFrom(random)).toMatch(printed)));
  });

  it('uses the whole alphabet, each letter for as many bytes', () => {
    const letters = Array.from({ length: 256 }, (_, byte) => codeFrom(new Uint8Array(12).fill(byte))[0]);
    const counts = new Map<string | undefined, number>();
    for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(32);
    expect(new Set(counts.values())).toEqual(new Set([8]));
  });

  it('is found again however it was typed', () => {
    fc.assert(
      fc.property(bytes, mishaps, (random, { isLower, separator, zero, one }) => {
        const code = codeFrom(random);
        const cased = isLower ? code.toLowerCase() : code;
        const typed = cased.replaceAll('-', separator).replaceAll('0', zero).replaceAll('1', one);
        expect(normaliseCode(`  ${typed} `)).toBe(code);
      }),
    );
  });

  it('is never found in what cannot be one, and what is found stays the same', () => {
    expect(
      ['', 'U234-5678-9ABC', '1234-5678-9AB', '1234-5678-9ABCD', '1234/5678/9ABC'].map(normaliseCode),
    ).toEqual(Array(5).fill(null));
    fc.assert(
      fc.property(fc.string(), (text) => {
        const code = normaliseCode(text);
        if (code === null) return;
        expect(code).toMatch(printed);
        expect(normaliseCode(code)).toBe(code);
      }),
    );
  });
});
