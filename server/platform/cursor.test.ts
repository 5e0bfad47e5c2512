import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor, pageOf } from '@/server/platform/cursor';

const times = fc.date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true });

describe('cursor', () => {
  it('is read back exactly', () => {
    fc.assert(
      fc.property(times, fc.uuid(), (at, id) => {
        expect(decodeCursor(encodeCursor({ at, id }))).toEqual({ at, id });
      }),
    );
  });

  it('means the beginning when there is none', () => expect(decodeCursor(undefined)).toBeNull());

  it('is refused as a field of the input when it is not ours', () => {
    const refusal = expect.objectContaining({ code: 'platform/invalid_input', field: 'cursor' });
    const foreign = [
      '',
      'x',
      Buffer.from('["yesterday","1"]').toString('base64url'),
      Buffer.from('["2026-05-11T09:00:00.000Z","1 OR 1=1"]').toString('base64url'),
      Buffer.from('{"at":1}').toString('base64url'),
      // Times that JavaScript knows and PostgreSQL writes otherwise, or that no row can have.
      ...['0000-01-01T00:00:00.000Z', '1969-12-31T23:59:59.999Z', '+010000-01-01T00:00:00.000Z'].map((at) =>
        Buffer.from(JSON.stringify([at, '01900000-0000-7000-8000-000000000001'])).toString('base64url'),
      ),
    ];
    for (const text of foreign) expect(() => decodeCursor(text)).toThrow(refusal);
    fc.assert(fc.property(fc.string(), (text) => void expect(() => decodeCursor(text)).toThrow(refusal)));
  });
});

describe('page', () => {
  it('shows every row exactly once, whatever the limit', () => {
    const rows = fc.uniqueArray(fc.uuid(), { maxLength: 30 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 10 }), (ids, limit) => {
        const at = new Date(0);
        const seen: string[] = [];
        let place = 0;
        for (;;) {
          const page = pageOf(ids.slice(place, place + limit + 1), limit, (id) => ({ at, id }));
          seen.push(...page.items);
          if (page.nextCursor === null) break;
          expect(page.items).toHaveLength(limit);
          place = ids.indexOf(decodeCursor(page.nextCursor)?.id ?? '') + 1;
        }
        expect(seen).toEqual(ids);
      }),
    );
  });
});
