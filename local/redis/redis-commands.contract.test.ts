import { Redis } from '@upstash/redis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSession, type TestSession, type TestTarget, testTargets, uniquePrefix } from './test-targets';

describe.each(testTargets)('Upstash REST over $name', ({ start }) => {
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

  describe('values', () => {
    it('gives back what was set, whatever characters it holds', async () => {
      const texts = ['plain', 'ünïcödé ✓ 😀', '', ' spaces ', 'OK', 'a\nb\r\nc', '"quoted"', 'null', '42'];
      const raw = new Redis({ url: target.url, token: target.token, automaticDeserialization: false });
      for (const text of texts) {
        expect(await raw.set(key('text'), text)).toBe('OK');
        expect(await raw.get(key('text'))).toBe(text);
      }
    });

    it('keeps objects, numbers and nested arrays through JSON', async () => {
      const value = { title: 'Señal', list: [1, [2, null]], flag: true };
      await redis.set(key('json'), value);
      expect(await redis.get(key('json'))).toEqual(value);
      await redis.set(key('number'), 12.5);
      expect(await redis.get(key('number'))).toBe(12.5);
    });

    it('keeps bytes that are no text', async () => {
      const bytes = Buffer.from([0, 255, 254, 128, 10, 13, 65]);
      await fetch(`${target.url}/set/${encodeURIComponent(key('binary'))}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${target.token}` },
        body: bytes,
      });
      const answer = await post('/', ['GET', key('binary')], { 'upstash-encoding': 'base64' });
      expect(await answer.json()).toEqual({ result: bytes.toString('base64') });
      expect(await redis.strlen(key('binary'))).toBe(bytes.length);
    });

    it('answers null for what is not there', async () => {
      expect(await redis.get(key('absent'))).toBeNull();
      expect(await redis.mget(key('absent'), key('absent-too'))).toEqual([null, null]);
      expect(await redis.hgetall(key('absent'))).toBeNull();
    });

    it('sets under conditions and returns the old value when asked', async () => {
      expect(await redis.set(key('once'), 'first', { nx: true })).toBe('OK');
      expect(await redis.set(key('once'), 'second', { nx: true })).toBeNull();
      expect(await redis.set(key('once'), 'third', { xx: true, get: true })).toBe('first');
      expect(await redis.set(key('never'), 'x', { xx: true })).toBeNull();
      expect(await redis.getdel(key('once'))).toBe('third');
      expect(await redis.exists(key('once'))).toBe(0);
    });

    it('counts', async () => {
      expect(await redis.incr(key('count'))).toBe(1);
      expect(await redis.incrby(key('count'), 41)).toBe(42);
      expect(await redis.decrby(key('count'), 2)).toBe(40);
      expect(await redis.incrbyfloat(key('count'), 0.5)).toBe(40.5);
      await expect(redis.incr(key('count'))).rejects.toThrow(/not an integer/);
    });
  });

  describe('expiry', () => {
    it('removes a key when its time is over', async () => {
      await redis.set(key('brief'), 'x', { px: 60 });
      expect(await redis.pttl(key('brief'))).toBeGreaterThan(0);
      await vi.waitFor(async () => expect(await redis.get(key('brief'))).toBeNull(), {
        timeout: 3000,
        interval: 20,
      });
      expect(await redis.ttl(key('brief'))).toBe(-2);
      expect(await redis.exists(key('brief'))).toBe(0);
    });

    it('reports, extends, conditions and clears the time to live', async () => {
      await redis.set(key('lease'), 'x', { ex: 100 });
      expect(await redis.ttl(key('lease'))).toBeGreaterThan(95);
      expect(await redis.expire(key('lease'), 50, 'GT')).toBe(0);
      expect(await redis.expire(key('lease'), 500, 'GT')).toBe(1);
      expect(await redis.ttl(key('lease'))).toBeGreaterThan(495);
      expect(await redis.persist(key('lease'))).toBe(1);
      expect(await redis.ttl(key('lease'))).toBe(-1);
      expect(await redis.expire(key('lease'), -1)).toBe(1);
      expect(await redis.exists(key('lease'))).toBe(0);
    });

    it('keeps the time on an increment and drops it on a plain set', async () => {
      await redis.set(key('ttl'), 1, { ex: 100 });
      await redis.incr(key('ttl'));
      expect(await redis.ttl(key('ttl'))).toBeGreaterThan(0);
      await redis.set(key('ttl'), 2, { keepTtl: true });
      expect(await redis.ttl(key('ttl'))).toBeGreaterThan(0);
      await redis.set(key('ttl'), 3);
      expect(await redis.ttl(key('ttl'))).toBe(-1);
    });
  });

  describe('collections', () => {
    it('keeps hashes', async () => {
      expect(await redis.hset(key('hash'), { name: 'Ada', born: 1815, tags: ['x'] })).toBe(3);
      expect(await redis.hgetall(key('hash'))).toEqual({ name: 'Ada', born: 1815, tags: ['x'] });
      expect(await redis.hmget(key('hash'), 'name', 'nothing')).toEqual({ name: 'Ada', nothing: null });
      expect(await redis.hincrby(key('hash'), 'born', 1)).toBe(1816);
      expect(await redis.hdel(key('hash'), 'name', 'born', 'tags')).toBe(3);
      expect(await redis.exists(key('hash'))).toBe(0);
    });

    it('orders sorted sets by score, then by name', async () => {
      await redis.zadd(
        key('board'),
        { score: 10, member: 'b' },
        { score: 10, member: 'a' },
        { score: 2.5, member: 'c' },
        { score: -1, member: 'd' },
      );
      expect(await redis.zrange(key('board'), 0, -1)).toEqual(['d', 'c', 'a', 'b']);
      expect(await redis.zrange(key('board'), 0, 1, { rev: true, withScores: true })).toEqual([
        'b',
        10,
        'a',
        10,
      ]);
      expect(await redis.zrange(key('board'), '(-1', 10, { byScore: true, offset: 0, count: 2 })).toEqual([
        'c',
        'a',
      ]);
      expect(await redis.zincrby(key('board'), 0.25, 'c')).toBe(2.75);
      expect(await redis.zrevrank(key('board'), 'a')).toBe(1);
      expect(await redis.zscore(key('board'), 'c')).toBe(2.75);
      expect(await redis.zcount(key('board'), 0, '+inf')).toBe(3);
      expect(await redis.zadd(key('board'), { gt: true, ch: true }, { score: 5, member: 'a' })).toBe(0);
      expect(await redis.zremrangebyscore(key('board'), '-inf', 3)).toBe(2);
      expect(await redis.zpopmax(key('board'), 1)).toEqual(['b', 10]);
    });

    it('keeps lists and sets', async () => {
      await redis.rpush(key('list'), 'a', 'b', 'c');
      expect(await redis.lpush(key('list'), 'z', 'y')).toBe(5);
      expect(await redis.lrange(key('list'), 0, -1)).toEqual(['y', 'z', 'a', 'b', 'c']);
      expect(await redis.lpop(key('list'))).toBe('y');
      await redis.ltrim(key('list'), -2, -1);
      expect(await redis.lrange(key('list'), 0, -1)).toEqual(['b', 'c']);
      expect(await redis.sadd(key('set'), 'a', 'b', 'a')).toBe(2);
      expect((await redis.smembers(key('set'))).sort()).toEqual(['a', 'b']);
      expect(await redis.sismember(key('set'), 'b')).toBe(1);
    });

    it('refuses a command on a key of another type', async () => {
      await redis.lpush(key('typed'), 'x');
      await expect(redis.get(key('typed'))).rejects.toThrow(/WRONGTYPE/);
      expect(await redis.type(key('typed'))).toBe('list');
    });

    it('scans to the end without missing or repeating a key', async () => {
      const names = Array.from({ length: 300 }, (_, index) => key(`scan:${index}`));
      const pipeline = redis.pipeline();
      for (const name of names) pipeline.set(name, 1);
      await pipeline.exec();
      const found: string[] = [];
      let cursor = '0';
      do {
        const [next, page] = await redis.scan(cursor, { match: `${prefix}:scan:*`, count: 50 });
        found.push(...page);
        cursor = String(next);
      } while (cursor !== '0');
      expect([...new Set(found)].sort()).toEqual([...names].sort());
    });
  });

  describe('pipelines and transactions', () => {
    it('answers a pipeline in order', async () => {
      const pipeline = redis.pipeline();
      pipeline.set(key('p'), 'ä');
      pipeline.incr(key('pn'));
      pipeline.get(key('p'));
      pipeline.get(key('nothing'));
      expect(await pipeline.exec()).toEqual(['OK', 1, 'ä', null]);
    });

    it('carries on after a failing command and says which one failed', async () => {
      const answer = await post('/pipeline', [
        ['SET', key('f'), 'text'],
        ['INCR', key('f')],
        ['GET', key('f')],
      ]);
      const [set, incr, get] = await answer.json();
      expect([set, get]).toEqual([{ result: 'OK' }, { result: 'text' }]);
      expect(incr.error).toMatch(/not an integer/);
    });

    it('runs a transaction with nothing in between', async () => {
      const attempts = Array.from({ length: 10 }, () => {
        const multi = redis.multi();
        multi.incr(key('m'));
        multi.incr(key('m'));
        return multi.exec<[number, number]>();
      });
      const pairs = await Promise.all(attempts);
      for (const [first, second] of pairs) expect(second).toBe(first + 1);
      expect(await redis.get(key('m'))).toBe(20);
    });

    it('runs nothing of a transaction that holds a malformed command', async () => {
      const answer = await post('/multi-exec', [['SET', key('never-set'), 'x'], ['GET']]);
      expect(answer.status).toBe(400);
      expect((await answer.json()).error).toMatch(/EXECABORT/);
      expect(await redis.exists(key('never-set'))).toBe(0);
    });
  });

  describe('scripts', () => {
    const script = `#!lua flags=allow-key-locking
      local total = redis.call('INCRBY', KEYS[1], tonumber(ARGV[1]))
      redis.call('PEXPIRE', KEYS[1], 60000)
      return { total, redis.call('GET', KEYS[1]), ARGV[2] }`;

    it('evaluates with keys and arguments, also by hash', async () => {
      expect(await redis.eval(script, [key('s')], ['2', 'ö'])).toEqual([2, 2, 'ö']);
      const sha = await redis.scriptLoad(script);
      expect(await redis.evalsha(sha, [key('s')], ['3', 'x'])).toEqual([5, 5, 'x']);
      expect(await redis.scriptExists(sha)).toEqual([1]);
    });

    it('tells a client to send a script it does not know', async () => {
      await expect(redis.evalsha('f'.repeat(40), [key('s')], [])).rejects.toThrow(/NOSCRIPT/);
    });

    it('converts values as Redis does', async () => {
      const answer = await redis.eval('return {1, 2.9, true, false, {ok="fine"}, "t"}', [], []);
      expect(answer).toEqual([1, 2, 1, null, 'fine', 't']);
      expect(await redis.eval('return {1, nil, 3}', [], [])).toEqual([1]);
      expect(await redis.eval('return nil', [], [])).toBeNull();
    });

    it('computes with numbers beyond 32 bits', async () => {
      const result = await redis.eval('return tostring(tonumber(ARGV[1]) * 2 + 1000)', [], ['1700000000']);
      expect(result).toBe(3_400_001_000);
      expect(await redis.eval('return tonumber(ARGV[1]) + 1', [], ['1795468740000'])).toBe(1_795_468_740_001);
    });

    it('reports errors of the commands a script calls, unless it catches them', async () => {
      await redis.set(key('se'), 'text');
      await expect(redis.eval('return redis.call("INCR", KEYS[1])', [key('se')], [])).rejects.toThrow(
        /not an integer/,
      );
      const caught = 'local r = redis.pcall("INCR", KEYS[1]); return r.err and "caught" or "missed"';
      expect(await redis.eval(caught, [key('se')], [])).toBe('caught');
      await expect(redis.eval('this is no lua', [], [])).rejects.toThrow(/compiling script/);
    });

    it('leaves no globals behind and gives no way out', async () => {
      await expect(redis.eval('leak = 1', [], [])).rejects.toThrow(/global|readonly/);
      await expect(redis.eval('return os.getenv("PATH")', [], [])).rejects.toThrow();
      await expect(redis.eval('return io.open("/etc/passwd")', [], [])).rejects.toThrow();
    });
  });
});
