import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDuration, parseMoment } from './durations';
import { newId, seededId } from './ids';
import { canonicalJson, parseJson } from './json';
import { hashSigningKey, isAuthorized, isValidSignature, sign } from './signing';

describe('canonical JSON', () => {
  test('sorts members, drops spaces, keeps the value', () => {
    expect(canonicalJson(parseJson('{ "b": [1, {"d":null,"c":"é"}], "a": 1e21 }'))).toBe(
      '{"a":1e+21,"b":[1,{"c":"é","d":null}]}',
    );
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value = parseJson(text);
        expect(parseJson(canonicalJson(value))).toEqual(parseJson(JSON.stringify(value)));
      }),
    );
  });
});

describe('signatures', () => {
  const key = 'signkey-local-0123456789abcdef';
  const now = 1_700_000_000_000;

  test('hold for their body and key, for five minutes', () => {
    const header = sign('{"a":1}', key, now);
    expect(header).toMatch(/^t=1700000000&s=[0-9a-f]{64}$/);
    expect(isValidSignature(header, '{"a":1}', key, now + 299_000)).toBe(true);
    expect(isValidSignature(header, '{"a":1}', key, now + 301_000)).toBe(false);
    expect(isValidSignature(header, '{"a":2}', key, now)).toBe(false);
    expect(isValidSignature(header, '{"a":1}', `${key}00`, now)).toBe(false);
    expect(isValidSignature('', '{"a":1}', key, now)).toBe(false);
  });

  test('a key is presented as the hash in the specification', () => {
    expect(hashSigningKey('signkey-prod-12345678')).toBe(
      'signkey-prod-b2ed992186a5cb19f6668aade821f502c1d00970dfd0e35128d51bac4649916c',
    );
    expect(isAuthorized(`Bearer ${hashSigningKey(key)}`, key)).toBe(true);
    expect(isAuthorized(undefined, key)).toBe(false);
  });
});

describe('ids', () => {
  test('sort by the time they were made', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 47 }), fc.integer({ min: 1, max: 1e9 }), (time, gap) => {
        expect(newId(time)).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
        expect(newId(time) < newId(time + gap)).toBe(true);
      }),
    );
  });

  test('from a seed are the same again, and differ by position', () => {
    const seed = `1743130137367,${Buffer.alloc(10, 255).toString('base64')}`;
    expect(seededId(seed, 0)).toBe(seededId(seed, 0));
    expect(seededId(seed, 0)).not.toBe(seededId(seed, 1));
    expect(seededId(undefined, 0)).toBeNull();
    expect(seededId('x,y', 0)).toBeNull();
  });
});

describe('durations', () => {
  test.each([
    ['1s', 1000],
    ['2h30m10s', 9_010_000],
    ['1w1d', 691_200_000],
    ['500ms', 500],
    ['1.5s', 1500],
  ])('%s', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  test('are told apart from dates, which never lie in the past', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect(parseDuration('2026-01-01')).toBeNull();
    expect(parseMoment('1m', now)).toBe(now + 60_000);
    expect(parseMoment('2026-01-02T00:00:00.000Z', now)).toBe(now + 86_400_000);
    expect(parseMoment('2025-01-01T00:00:00.000Z', now)).toBe(now);
    expect(parseMoment('', now)).toBe(now);
    expect(() => parseMoment('soon', now)).toThrow(RangeError);
  });
});
