import { describe, expect, test } from 'vitest';
import { importantLines, withoutAdvice } from './service-log';

describe('importantLines', () => {
  const filter = importantLines('web');

  test.each([
    ['{"level":"info","msg":"request"}', 'stdout', undefined],
    ['{"level":30,"msg":"request"}', 'stderr', undefined],
    ['{"level":"warn","msg":"slow"}', 'stdout', 'web: slow'],
    ['{"level":50,"msg":"failed","err":{"message":"no route"}}', 'stdout', 'web: failed: no route'],
    ['plain words', 'stdout', undefined],
    ['plain words', 'stderr', 'web: plain words'],
    ['', 'stderr', undefined],
    ['{"not":"a log line"}', 'stderr', 'web: {"not":"a log line"}'],
    ['{broken', 'stdout', undefined],
  ] as const)('%s on %s', (line, stream, shown) => {
    expect(filter(line, stream)).toBe(shown);
  });
});

test('advice is left out by how it begins, and nothing else', () => {
  const filter = withoutAdvice(importantLines('services'), 'a-library WARNING');
  expect(filter('a-library WARNING: not for production', 'stderr')).toBeUndefined();
  expect(filter('a-library failed', 'stderr')).toBe('services: a-library failed');
});
