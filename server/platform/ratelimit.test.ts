import { describe, expect, it } from 'vitest';
import type { RedisPort } from '@/server/platform/adapters/redis';
import { countAgainst, countCaller, rateHeaders, ratePolicies } from '@/server/platform/ratelimit';
import { type RateNotes, withRequestContext } from '@/server/platform/request-context';
import { fakeRedis } from '@/test/fake-ports';

const broken: RedisPort = {
  ...fakeRedis(),
  countInWindow: async () => {
    throw new Error('connection refused');
  },
};

function refusing(resetAt: Date): RedisPort {
  return {
    ...fakeRedis(),
    countInWindow: async (_key, { limit }) => ({ ok: false, limit, remaining: 0, resetAt }),
  };
}

describe('rate limit', () => {
  it('counts by policy and subject', async () => {
    const asked: unknown[] = [];
    const redis: RedisPort = {
      ...fakeRedis(),
      countInWindow: async (key, window) => {
        asked.push([key, window]);
        return { ok: true, limit: window.limit, remaining: 1, resetAt: new Date(0) };
      },
    };
    await countAgainst(redis, 'signIn', 'somebody');
    const { limit, windowSeconds } = ratePolicies.signIn;
    expect(asked).toEqual([['signIn:somebody', { limit, windowSeconds }]]);
  });

  it('says how many whole seconds to wait, at least one', async () => {
    const soon = countAgainst(refusing(new Date(Date.now() + 30_000)), 'write', 'somebody');
    await expect(soon).rejects.toMatchObject({ code: 'platform/rate_limited', retryAfterSeconds: 30 });
    const past = countAgainst(refusing(new Date(0)), 'write', 'somebody');
    await expect(past).rejects.toMatchObject({ retryAfterSeconds: 1, details: { seconds: 1 } });
  });

  it('without Redis lets people learn, and lets nobody guess or send mail', async () => {
    for (const policy of ['write', 'beat'] as const) {
      expect(await countAgainst(broken, policy, 'somebody')).toBeNull();
    }
    for (const policy of ['signIn', 'mail'] as const) {
      await expect(countAgainst(broken, policy, 'somebody')).rejects.toMatchObject({
        code: 'platform/unavailable',
        retryAfterSeconds: 5,
      });
    }
  });
});

describe('what a caller has left', () => {
  const during = async (rates: RateNotes, work: () => Promise<unknown>) =>
    await withRequestContext({ requestId: 'test-request', route: 'test', rates }, work);

  it('is told by policy, in the fields of the draft', async () => {
    const rates: RateNotes = new Map();
    const redis: RedisPort = {
      ...fakeRedis(),
      countInWindow: async (_key, { limit }) => ({
        ok: true,
        limit,
        remaining: limit - 3,
        resetAt: new Date(Date.now() + 41_500),
      }),
    };
    await during(rates, async () => await countCaller(redis, 'write', 'somebody'));
    expect(Object.fromEntries(rateHeaders(rates))).toEqual({
      'ratelimit-policy': '"write";q=120;w=60',
      ratelimit: '"write";r=117;t=42',
    });
  });

  it('is nothing when they were refused, and untold when nothing was counted', async () => {
    const rates: RateNotes = new Map();
    expect(rateHeaders(rates)).toEqual([]);
    const soon = new Date(Date.now() + 9_500);
    const refused = during(rates, async () => await countCaller(refusing(soon), 'signIn', 'somebody'));
    await expect(refused).rejects.toThrow('platform/rate_limited');
    expect(rateHeaders(rates)).toContainEqual(['ratelimit', '"signIn";r=0;t=10']);
  });

  it('says nothing of counts that belong to somebody else', async () => {
    const rates: RateNotes = new Map();
    await during(rates, async () => await countAgainst(fakeRedis(), 'mail', 'a mailbox'));
    expect(rateHeaders(rates)).toEqual([]);
  });
});
