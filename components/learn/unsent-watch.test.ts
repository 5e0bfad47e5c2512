import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepUnsent, readUnsent } from './unsent-watch';

const items = new Map<string, string>();

beforeEach(() => {
  items.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
    removeItem: (key: string) => items.delete(key),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('what was played and not sent', () => {
  test('is read as it was kept, until nothing is left', () => {
    keepUnsent('a', [
      [0, 900],
      [2_000, 2_500],
    ]);
    expect(readUnsent('a')).toEqual([
      [0, 900],
      [2_000, 2_500],
    ]);
    expect(readUnsent('b')).toEqual([]);
    keepUnsent('a', []);
    expect(items.size).toBe(0);
  });

  test.each([
    '{"0":[0,1]}',
    '[[0,1],[-1,5]]',
    '[[0,0]]',
    '[[0.5,2]]',
    '[["0","1"]]',
    '[[0,1,2]]',
    '[null]',
    'null',
    'not json',
    JSON.stringify(Array.from({ length: 201 }, () => [0, 1])),
  ])('counts for nothing when somebody has changed it: %s', (kept) => {
    items.set('lyceum.watch.a', kept);
    expect(readUnsent('a')).toEqual([]);
  });
});
