import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placesFor } from '@/server/domains/content/rules/places';
import { keyOfPlace } from '@/server/platform/order';

const ids = fc.uniqueArray(fc.constantFrom(...'abcdefghijkl'), { maxLength: 12 });

describe('places in a wanted order', () => {
  it('put what is wanted in its order, leave the rest where it is, and take no key twice', () => {
    fc.assert(
      fc.property(ids, ids, (present, wanted) => {
        const list = present.map((id, index) => ({ id, position: keyOfPlace(index) }));
        const places = placesFor(list, wanted);
        const old = new Map(list.map(({ id, position }) => [id, position]));
        const keyOf = (id: string) => places.get(id) ?? old.get(id) ?? '';
        const keys = wanted.map(keyOf);
        expect(keys).toEqual(keys.toSorted());
        // Not even what is about to move gives up its key before the others are written.
        expect(new Set([...places.values(), ...old.values()]).size).toBe(places.size + old.size);
        expect([...places.keys()].every((id) => wanted.includes(id))).toBe(true);
      }),
    );
  });

  it('are new for as few as can be', () => {
    const list = [...'abcdef'].map((id, index) => ({ id, position: keyOfPlace(index) }));
    expect([...placesFor(list, [...'abcdef']).keys()]).toEqual([]);
    expect([...placesFor(list, [...'fabcde']).keys()]).toEqual(['f']);
    expect([...placesFor(list, [...'abXcdef']).keys()]).toEqual(['X']);
    expect([...placesFor(list, [...'bcdefa']).keys()]).toEqual(['a']);
  });
});
