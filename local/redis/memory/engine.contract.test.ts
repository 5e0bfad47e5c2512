import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandLine, RedisBackend } from '../backend';
import { createRealBackend } from '../real-backend';
import { type Reply, ReplyError, Status } from '../reply';
import { uniquePrefix } from '../test-targets';
import { createMemoryBackend } from './memory-backend';

const { TEST_REDIS_URL } = process.env;

const prefix = uniquePrefix();
const key = fc.constantFrom('a', 'b', 'c').map((name) => `${prefix}:${name}`);
const member = fc.constantFrom('m', 'n', 'o', '1', '2', 'é', '');
const value = fc.oneof(
  member,
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.constantFrom('1.5', '-0.25', 'x y'),
);
const integer = fc.oneof(fc.integer({ min: -6, max: 6 }).map(String), fc.constantFrom('1000000', 'x', '01'));
const score = fc.constantFrom('0', '1', '1.5', '-2', '2e3', '+inf', '-inf', 'x', '3');
const bound = fc.constantFrom('0', '(1', '1.5', '-inf', '+inf', '(2', 'x');
const lexBound = fc.constantFrom('-', '+', '[m', '(m', '[o', '(1', 'm');
const some = (item: fc.Arbitrary<string>) => fc.array(item, { minLength: 1, maxLength: 3 });
const option = (...words: string[]) => fc.subarray(words);

const line = (name: string, ...parts: fc.Arbitrary<string | string[]>[]): fc.Arbitrary<CommandLine> =>
  fc.tuple(...parts).map((args) => [name, ...args.flat()]);
const pairs = (first: fc.Arbitrary<string>, second: fc.Arbitrary<string>) =>
  fc.array(fc.tuple(first, second), { minLength: 1, maxLength: 3 }).map((list) => list.flat());
const limit = fc.option(fc.tuple(integer, integer)).map((page) => (page === null ? [] : ['LIMIT', ...page]));

const command = fc.oneof(
  line('SET', key, value, option('NX', 'XX', 'GET', 'KEEPTTL')),
  line('GET', key),
  line('GETSET', key, value),
  line('GETDEL', key),
  line('APPEND', key, value),
  line('STRLEN', key),
  line('GETRANGE', key, integer, integer),
  line('SETRANGE', key, fc.constantFrom('0', '2', '5', '-1'), value),
  line('INCR', key),
  line('DECRBY', key, integer),
  line('INCRBYFLOAT', key, fc.constantFrom('0.1', '-1.5', '2', 'x')),
  line('MGET', some(key)),
  line('MSETNX', pairs(key, value)),
  line('DEL', some(key)),
  line('EXISTS', some(key)),
  line('TYPE', key),
  line('TTL', key),
  line('PERSIST', key),
  line('EXPIRE', key, fc.constantFrom('1000', '2000', '-1', 'x'), option('NX', 'XX', 'GT', 'LT')),
  line('RENAME', key, key),
  line('RENAMENX', key, key),
  line('COPY', key, key, option('REPLACE')),
  line('HSET', key, pairs(member, value)),
  line('HSETNX', key, member, value),
  line('HGET', key, member),
  line('HMGET', key, some(member)),
  line('HGETALL', key),
  line('HDEL', key, some(member)),
  line('HINCRBY', key, member, integer),
  line('HINCRBYFLOAT', key, member, fc.constantFrom('0.1', '1.5', 'x')),
  line('HLEN', key),
  line('HSTRLEN', key, member),
  line('LPUSH', key, some(value)),
  line('RPUSH', key, some(value)),
  line('RPUSHX', key, some(value)),
  line('LPOP', key),
  line('RPOP', key, integer),
  line('LRANGE', key, integer, integer),
  line('LINDEX', key, integer),
  line('LSET', key, integer, value),
  line('LREM', key, integer, value),
  line('LTRIM', key, integer, integer),
  line('LINSERT', key, fc.constantFrom('BEFORE', 'AFTER', 'NEAR'), value, value),
  line('LMOVE', key, key, fc.constantFrom('LEFT', 'RIGHT'), fc.constantFrom('LEFT', 'RIGHT')),
  line('SADD', key, some(member)),
  line('SREM', key, some(member)),
  line('SMEMBERS', key),
  line('SISMEMBER', key, member),
  line('SMISMEMBER', key, some(member)),
  line('SMOVE', key, key, member),
  line('SINTER', some(key)),
  line('SUNIONSTORE', key, some(key)),
  line('SDIFFSTORE', key, some(key)),
  line('ZADD', key, option('NX', 'XX', 'GT', 'LT', 'CH', 'INCR'), pairs(score, member)),
  line('ZINCRBY', key, score, member),
  line('ZREM', key, some(member)),
  line('ZSCORE', key, member),
  line('ZMSCORE', key, some(member)),
  line('ZRANK', key, member),
  line('ZREVRANK', key, member),
  line('ZCOUNT', key, bound, bound),
  line('ZRANGE', key, integer, integer, option('REV', 'WITHSCORES')),
  line('ZRANGE', key, bound, bound, fc.constant('BYSCORE'), option('REV', 'WITHSCORES'), limit),
  line('ZREVRANGEBYSCORE', key, bound, bound, option('WITHSCORES')),
  line('ZRANGEBYLEX', key, lexBound, lexBound),
  line('ZREMRANGEBYRANK', key, integer, integer),
  line('ZREMRANGEBYSCORE', key, bound, bound),
  line('ZPOPMIN', key),
  line('ZPOPMAX', key, integer),
  line(
    'ZUNIONSTORE',
    key,
    fc.constant('2'),
    key,
    key,
    option('AGGREGATE').map((w) => (w[0] ? ['AGGREGATE', 'MAX'] : [])),
  ),
  line('ZINTER', fc.constant('2'), key, key, option('WITHSCORES')),
);

const UNORDERED = new Set(['SMEMBERS', 'SINTER', 'HGETALL']);

function comparable(name: string, reply: Reply): unknown {
  if (reply instanceof Status) return reply.text;
  // Which of several mistakes is named first may differ, that a command is refused may not.
  if (reply instanceof ReplyError) return 'refused';
  if (typeof reply === 'number' && !Number.isSafeInteger(reply)) return 'beyond exact numbers';
  if (!Array.isArray(reply)) return reply;
  return UNORDERED.has(name) ? [...reply].map(String).sort() : reply.map((item) => comparable('', item));
}

describe.runIf(TEST_REDIS_URL !== undefined)('the in-memory engine beside a real Redis', () => {
  let real: RedisBackend;
  beforeAll(async () => {
    real = await createRealBackend(TEST_REDIS_URL ?? '');
  });
  afterAll(() => real.close());

  it('answers any sequence of commands alike', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 40 }), async (commands) => {
        const memory = createMemoryBackend();
        await real.execute(['DEL', `${prefix}:a`, `${prefix}:b`, `${prefix}:c`]);
        for (const [index, step] of commands.entries()) {
          const name = step[0] ?? '';
          const [ours, theirs] = [await memory.execute(step), await real.execute(step)];
          expect(comparable(name, ours), `${index}: ${step.join(' ')} → ${String(theirs)}`).toEqual(
            comparable(name, theirs),
          );
        }
        await memory.close();
      }),
      { numRuns: 400 },
    );
  }, 120_000);
});
