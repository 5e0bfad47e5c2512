import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { idOf } from './ids';
import { createRandom } from './random';

const times = fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true });

describe('idOf', () => {
  it('is a UUIDv7, sorted by time, the same for the same name and time', () => {
    fc.assert(
      fc.property(fc.string(), times, times, (name, a, b) => {
        expect(z.uuidv7().safeParse(idOf(name, a)).success).toBe(true);
        expect(idOf(name, a)).toBe(idOf(name, a));
        if (a < b) expect(idOf(name, a) < idOf(`other ${name}`, b)).toBe(true);
      }),
    );
  });

  it('differs for different names', () => {
    const ids = Array.from({ length: 5_000 }, (_, index) => idOf(`name ${index}`, new Date(0)));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('never changes, for it is in databases', () => {
    expect(idOf('course/one', new Date('2026-01-01T00:00:00Z'))).toMatchInlineSnapshot(
      `"019b76da-a800-7aaf-b2a2-7f437c8d660c"`,
    );
  });
});

describe('createRandom', () => {
  it('repeats itself for a name and not for another', () => {
    const draw = (name: string) => Array.from({ length: 8 }, createRandom(name).next);
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  it('stays in bounds, and shuffles without loss', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: -50, max: 50 }),
        fc.nat(50),
        fc.array(fc.nat()),
        (name, min, span, items) => {
          const random = createRandom(name);
          const drawn = random.int(min, min + span);
          expect(drawn).toBeGreaterThanOrEqual(min);
          expect(drawn).toBeLessThanOrEqual(min + span);
          const order = (a: number, b: number) => a - b;
          expect(random.shuffle(items).sort(order)).toEqual([...items].sort(order));
        },
      ),
    );
  });
});
