import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepAnswers, readKept } from './kept-answers';

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

describe('answers that were never confirmed', () => {
  test('are read as they were kept, until none is left', () => {
    const answers = new Map([['q1', { choiceIds: ['c1', 'c2'], seq: 3 }]]);
    keepAnswers('a', answers);
    expect(readKept('a')).toEqual(answers);
    expect(readKept('b').size).toBe(0);
    keepAnswers('a', new Map());
    expect(items.size).toBe(0);
  });

  test.each([
    '{"q1":{"choiceIds":["c1"],"seq":0}}',
    '{"q1":{"choiceIds":[1],"seq":1}}',
    '{"q1":{"choiceIds":"c1","seq":1}}',
    '{"q1":{"seq":1}}',
    '{"q1":{"choiceIds":["c1"],"seq":1},"q2":null}',
    '[1]',
    'null',
    'not json',
  ])('count for nothing when somebody has changed them: %s', (kept) => {
    items.set('lyceum.answers.a', kept);
    expect(readKept('a').size).toBe(0);
  });
});
