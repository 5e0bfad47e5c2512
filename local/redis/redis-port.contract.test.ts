import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createRateLimiter, createRedis, type RedisPort } from '@/server/platform/adapters/redis';
import { startRedisRest } from './index';
import { type TestTarget, testTargets, uniquePrefix } from './test-targets';

describe.each(testTargets)('the application’s Redis over $name', ({ start }) => {
  let target: TestTarget;
  let redis: RedisPort;
  const prefix = uniquePrefix();
  const key = (name: string) => `${prefix}:${name}`;

  beforeAll(async () => {
    target = await start();
    redis = createRedis(target);
  });
  afterAll(() => target.close());

  it('keeps JSON values for their time', async () => {
    const schema = z.object({ title: z.string(), counts: z.array(z.number()) });
    const value = { title: 'Señal ✓', counts: [1, 2.5] };
    await redis.set(key('value'), value, { ttlSeconds: 60 });
    expect(await redis.get(key('value'), schema)).toEqual(value);
    await redis.set(key('text'), '42', { ttlSeconds: 60 });
    expect(await redis.get(key('text'), z.string())).toBe('42');
    await redis.set(key('brief'), 1, { ttlSeconds: 1 });
    await vi.waitFor(async () => expect(await redis.get(key('brief'), z.number())).toBeNull(), {
      timeout: 4000,
    });
    await redis.del(key('value'), key('text'), key('never'));
    expect(await redis.get(key('value'), schema)).toBeNull();
  });

  it('takes a value of another shape for absent', async () => {
    await redis.set(key('shape'), { old: true }, { ttlSeconds: 60 });
    expect(await redis.get(key('shape'), z.object({ fresh: z.boolean() }))).toBeNull();
  });

  it('lets exactly the limit pass under fifty concurrent calls from two processes', async () => {
    const another = createRedis(target);
    const window = { limit: 10, windowSeconds: 600 };
    const calls = Array.from({ length: 50 }, (_, index) =>
      createRateLimiter(index % 2 === 0 ? redis : another, prefix, window).limit('somebody'),
    );
    const verdicts = await Promise.all(calls);
    expect(verdicts.filter(({ ok }) => ok)).toHaveLength(10);
    const refused = verdicts.find(({ ok }) => !ok);
    expect(refused).toMatchObject({ limit: 10, remaining: 0 });
    expect(refused?.resetAt.getTime()).toBeGreaterThan(Date.now());
    expect(await createRateLimiter(redis, prefix, window).limit('else')).toMatchObject({
      ok: true,
      remaining: 9,
    });
    expect(await createRateLimiter(redis, `${prefix}-other`, window).limit('somebody')).toMatchObject({
      ok: true,
    });
  });

  it('delivers messages in order from the moment the subscription stands, until the abort', async () => {
    const abort = new AbortController();
    const received: string[] = [];
    const late: string[] = [];
    await redis.subscribe(key('live'), (message) => received.push(message), { signal: abort.signal });
    await redis.subscribe(key('live'), (message) => late.push(message), {});
    const sent = ['plain', 'with, commas', 'line\nbreaks\r\n', '{"json":true}', 'ünïcödé 😀', ''];
    for (const message of sent) await redis.publish(key('live'), message);
    await vi.waitFor(() => expect([received, late]).toEqual([sent, sent]), { timeout: 3000 });
    abort.abort();
    await redis.publish(key('live'), 'after');
    await vi.waitFor(() => expect(late.at(-1)).toBe('after'), { timeout: 3000 });
    expect(received).toEqual(sent);
  });

  it('refuses channels the protocol cannot carry', async () => {
    await expect(redis.publish('a/b', 'x')).rejects.toThrow(/cannot name a channel/);
    await expect(redis.subscribe('a,b', () => undefined)).rejects.toThrow(/cannot name a channel/);
  });

  it('pings', async () => {
    await expect(redis.ping()).resolves.toBeUndefined();
  });
});

describe('the application’s Redis without an endpoint', () => {
  const token = 'a-token';

  it('comes back to a restarted endpoint and says that messages may be missing', async () => {
    const first = await startRedisRest({ port: 0, token });
    const redis = createRedis({ url: first.url, token });
    const received: string[] = [];
    const onResumed = vi.fn();
    const abort = new AbortController();
    await redis.subscribe('live', (message) => received.push(message), { signal: abort.signal, onResumed });
    await redis.publish('live', 'before');
    await vi.waitFor(() => expect(received).toEqual(['before']), { timeout: 3000 });
    await first.close();
    const second = await startRedisRest({ port: first.port, token });
    await vi.waitFor(() => expect(onResumed).toHaveBeenCalledTimes(1), { timeout: 8000 });
    await redis.publish('live', 'after');
    await vi.waitFor(() => expect(received).toEqual(['before', 'after']), { timeout: 3000 });
    abort.abort();
    await second.close();
  });

  it('rejects at once where nobody listens or the token is wrong', async () => {
    const rest = await startRedisRest({ port: 0, token });
    const stranger = createRedis({ url: rest.url, token: 'wrong' });
    await expect(stranger.ping()).rejects.toThrow(/WRONGPASS/);
    await expect(stranger.subscribe('live', () => undefined)).rejects.toThrow(/401/);
    await rest.close();
    const redis = createRedis({ url: rest.url, token });
    await expect(redis.ping()).rejects.toBeDefined();
    await expect(redis.subscribe('live', () => undefined)).rejects.toBeDefined();
  });

  it('rejects within seconds where nobody answers', async () => {
    const silent: Server = createServer(() => undefined);
    const port = await new Promise<number>((resolve) => {
      silent.listen(0, '127.0.0.1', () => {
        const address = silent.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const redis = createRedis({ url: `http://127.0.0.1:${port}`, token });
    const begun = performance.now();
    await expect(redis.countInWindow('k', { limit: 1, windowSeconds: 60 })).rejects.toBeDefined();
    expect(performance.now() - begun).toBeLessThan(9_000);
    silent.closeAllConnections();
    silent.close();
  });
});
