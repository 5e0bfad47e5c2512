import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOfPlace, keysBetween } from '@/server/platform/order';

const byBytes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

describe('order keys', () => {
  it('keep a list in the order of any moves, and nobody else is renumbered', () => {
    const move = fc.record({ from: fc.nat(11), to: fc.nat(11), count: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        let list = Array.from({ length: 12 }, (_, place) => ({ id: place, key: keyOfPlace(place) }));
        for (const { from, to, count } of moves) {
          const moved = list.slice(from, from + count);
          const rest = list.filter((item) => !moved.includes(item));
          const at = Math.min(to, rest.length);
          const keys = keysBetween(rest[at - 1]?.key ?? null, rest[at]?.key ?? null, moved.length);
          const placed = moved.map((item, index) => ({ ...item, key: keys[index] ?? '' }));
          list = [...rest.slice(0, at), ...placed, ...rest.slice(at)];
        }
        expect(list.toSorted((a, b) => byBytes(a.key, b.key))).toEqual(list);
        expect(new Set(list.map(({ key }) => key)).size).toBe(list.length);
      }),
    );
  });

  it('of places follow each other past every change of length', () => {
    const keys = [0, 1, 9, 35, 61, 62, 63, 3905, 3906].map(keyOfPlace);
    expect(keys).toEqual(['a0', 'a1', 'a9', 'aZ', 'az', 'b00', 'b01', 'bzz', 'c000']);
  });
});
