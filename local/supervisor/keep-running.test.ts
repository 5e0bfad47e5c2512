import { describe, expect, test } from 'vitest';
import { Backoff } from './keep-running';

describe('Backoff', () => {
  const policy = { firstDelayMs: 200, longestDelayMs: 1_000, healthyAfterMs: 20_000 };

  test('doubles while a process keeps dying young, up to the longest wait', () => {
    const backoff = new Backoff(policy);
    const delays = Array.from({ length: 5 }, () => {
      backoff.fail(10);
      return backoff.delayMs;
    });
    expect(delays).toEqual([200, 400, 800, 1_000, 1_000]);
  });

  test('begins anew after a process that was well', () => {
    const backoff = new Backoff(policy);
    for (const livedMs of [10, 10, 10, 20_000]) backoff.fail(livedMs);
    expect(backoff.delayMs).toBe(200);
  });
});
