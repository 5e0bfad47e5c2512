import { Ratelimit } from '@upstash/ratelimit';
import type { Redis } from '@upstash/redis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSession, type TestSession, type TestTarget, testTargets, uniquePrefix } from './test-targets';

describe.each(testTargets)('Upstash protocol over $name', ({ start, isOurs }) => {
  let target: TestTarget;
  let redis: Redis;
  let post: TestSession['post'];
  let end: TestSession['end'];
  const prefix = uniquePrefix();
  const key = (name: string) => `${prefix}:${name}`;

  beforeAll(async () => {
    ({ target, redis, post, end } = await openSession(start, prefix));
  });
  afterAll(() => end());

  describe('publish and subscribe', () => {
    const opened = (subscriber: ReturnType<Redis['subscribe']>, kind: 'subscribe' | 'psubscribe') =>
      new Promise<number>((resolve, reject) => {
        subscriber.on(kind, resolve);
        subscriber.on('error', reject);
      });

    it('delivers messages in order to every subscriber of the channel', async () => {
      const channel = key('news');
      const subscribers = [redis.subscribe(channel), redis.subscribe(channel)];
      const received: unknown[][] = [[], []];
      subscribers.forEach((subscriber, index) => {
        subscriber.on('message', ({ message }) => received[index]?.push(message));
      });
      await Promise.all(subscribers.map((subscriber) => opened(subscriber, 'subscribe')));
      const sent = ['one', { two: 'zwei, drei ✓' }, 3];
      for (const message of sent)
        expect(await redis.publish(channel, message)).toBe(isOurs ? 2 : expect.any(Number));
      await vi.waitFor(() => expect(received).toEqual([sent, sent]), { timeout: 3000 });
      await Promise.all(subscribers.map((subscriber) => subscriber.unsubscribe()));
      if (isOurs)
        await vi.waitFor(async () => expect(await redis.publish(channel, 'late')).toBe(0), { timeout: 3000 });
    });

    it('matches patterns', async () => {
      const subscriber = redis.psubscribe(`${prefix}:user:*`);
      const received: unknown[] = [];
      subscriber.on('pmessage', (event) => received.push(event));
      await opened(subscriber, 'psubscribe');
      await redis.publish(key('user:7'), { hello: 1 });
      await redis.publish(key('other:7'), 'not for us');
      await redis.publish(key('user:8'), { last: true });
      await vi.waitFor(() => expect(received).toHaveLength(2), { timeout: 3000 });
      expect(received).toEqual([
        { pattern: `${prefix}:user:*`, channel: key('user:7'), message: { hello: 1 } },
        { pattern: `${prefix}:user:*`, channel: key('user:8'), message: { last: true } },
      ]);
      await subscriber.unsubscribe();
    });
  });

  describe('the protocol', () => {
    it('refuses a missing or wrong token', async () => {
      const answers = await Promise.all([
        fetch(target.url, { method: 'POST', body: '["PING"]' }),
        fetch(target.url, { method: 'POST', body: '["PING"]', headers: { authorization: 'Bearer wrong' } }),
        fetch(`${target.url}/subscribe/x`, { method: 'POST' }),
      ]);
      for (const answer of answers) {
        expect(answer.status).toBe(401);
        expect(await answer.json()).toEqual({ error: expect.any(String) });
      }
    });

    it('takes commands as paths, with a body as last argument and options as query', async () => {
      const name = encodeURIComponent(key('path'));
      const headers = { authorization: `Bearer ${target.token}` };
      expect(await (await fetch(`${target.url}/set/${name}/w%C3%B6rd`, { headers })).json()).toEqual({
        result: 'OK',
      });
      expect(await (await fetch(`${target.url}/get/${name}`, { headers })).json()).toEqual({
        result: 'wörd',
      });
      await fetch(`${target.url}/set/${name}?EX=100`, { method: 'POST', headers, body: '{"from":"body"}' });
      expect(await redis.get(key('path'))).toEqual({ from: 'body' });
      expect(await redis.ttl(key('path'))).toBeGreaterThan(95);
    });

    it('answers errors with status 400 and a message', async () => {
      for (const command of [['GET'], ['NOSUCHCOMMAND', 'x'], ['SET', key('e'), 'v', 'BOGUS']]) {
        const answer = await post('/', command);
        expect(answer.status).toBe(400);
        expect((await answer.json()).error).toMatch(/^ERR /);
      }
      expect((await post('/', 'no json')).status).toBe(400);
      expect((await post('/pipeline', { not: 'a list' })).status).toBe(400);
    });
  });

  describe('rate limits', () => {
    const limiters = [
      ['fixed window', Ratelimit.fixedWindow(10, '600 s')],
      ['sliding window', Ratelimit.slidingWindow(10, '600 s')],
      ['token bucket', Ratelimit.tokenBucket(10, '600 s', 10)],
    ] as const;

    it.each(limiters)(
      'lets exactly the limit of a %s pass under fifty concurrent calls',
      async (name, limiter) => {
        const ratelimit = new Ratelimit({
          redis,
          limiter,
          prefix: key(`rate:${name}`),
          ephemeralCache: false,
        });
        const verdicts = await Promise.all(Array.from({ length: 50 }, () => ratelimit.limit('somebody')));
        expect(verdicts.filter(({ success }) => success)).toHaveLength(10);
        expect((await ratelimit.limit('somebody else')).success).toBe(true);
        expect((await ratelimit.getRemaining('somebody')).remaining).toBe(0);
        await ratelimit.resetUsedTokens('somebody');
        expect((await ratelimit.limit('somebody')).success).toBe(true);
      },
    );

    it('opens again when the window has passed', async () => {
      const limiter = Ratelimit.fixedWindow(1, '300 ms');
      const ratelimit = new Ratelimit({ redis, limiter, prefix: key('rate:short'), ephemeralCache: false });
      await vi.waitFor(async () => expect((await ratelimit.limit('me')).success).toBe(true), {
        timeout: 3000,
      });
      await vi.waitFor(async () => expect((await ratelimit.limit('me')).success).toBe(false), {
        timeout: 3000,
        interval: 1,
      });
      await vi.waitFor(async () => expect((await ratelimit.limit('me')).success).toBe(true), {
        timeout: 3000,
      });
    });
  });
});
