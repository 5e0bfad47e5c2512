import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OK, type Reply, ReplyError } from '../reply';
import { MemoryEngine } from './engine';

function engineAt(start: number) {
  let now = start;
  const engine = new MemoryEngine(
    () => now,
    () => 0,
  );
  return {
    run: (...command: string[]): Reply => engine.execute(command),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

const refused = (message: RegExp) =>
  expect.objectContaining({ name: 'ReplyError', message: expect.stringMatching(message) });

describe('expiry', () => {
  it('holds a key until the millisecond its time is over', () => {
    const { run, pass } = engineAt(1_000);
    run('SET', 'k', 'v', 'PX', '100');
    pass(99);
    expect([run('GET', 'k'), run('PTTL', 'k')]).toEqual(['v', 1]);
    pass(1);
    expect([run('GET', 'k'), run('PTTL', 'k'), run('EXISTS', 'k'), run('DBSIZE')]).toEqual([null, -2, 0, 0]);
  });

  it('starts a counter anew after its window', () => {
    const { run, pass } = engineAt(0);
    run('INCR', 'n');
    run('PEXPIRE', 'n', '50');
    expect(run('INCR', 'n')).toBe(2);
    pass(50);
    expect([run('INCR', 'n'), run('TTL', 'n')]).toEqual([1, -1]);
  });

  it('takes the expiry along when a key is renamed or copied', () => {
    const { run } = engineAt(0);
    run('SET', 'a', 'v', 'EX', '10');
    run('COPY', 'a', 'b');
    run('RENAME', 'a', 'c');
    expect([run('TTL', 'b'), run('TTL', 'c'), run('EXPIRETIME', 'c')]).toEqual([10, 10, 10]);
  });

  it('refuses times that are zero or below', () => {
    const { run } = engineAt(0);
    expect(run('SET', 'k', 'v', 'EX', '0')).toEqual(refused(/invalid expire time in 'set'/));
    expect(run('SETEX', 'k', '-1', 'v')).toEqual(refused(/invalid expire time/));
    expect(run('EXISTS', 'k')).toBe(0);
  });

  it('compares a conditional expiry with forever when there is none', () => {
    const { run } = engineAt(0);
    run('SET', 'k', 'v');
    expect([run('EXPIRE', 'k', '5', 'GT'), run('EXPIRE', 'k', '5', 'LT'), run('TTL', 'k')]).toEqual([
      0, 1, 5,
    ]);
  });
});

describe('numbers', () => {
  it('stops at 64 bits', () => {
    const { run } = engineAt(0);
    run('SET', 'n', '9223372036854775806');
    run('INCR', 'n');
    expect(run('GET', 'n')).toBe('9223372036854775807');
    expect(run('INCR', 'n')).toEqual(refused(/overflow/));
    expect(run('DECRBY', 'n', '-9223372036854775808')).toEqual(refused(/overflow|out of range/));
  });

  it('adds decimals without binary noise', () => {
    const { run } = engineAt(0);
    run('SET', 'n', '0.1');
    expect(run('INCRBYFLOAT', 'n', '0.2')).toBe('0.3');
  });
});

describe('sorted sets', () => {
  it('stay ordered by score and bytes through any writes', () => {
    const score = fc.integer({ min: -3, max: 3 });
    const member = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const { run } = engineAt(0);
    fc.assert(
      fc.property(fc.array(fc.tuple(score, member, fc.boolean()), { maxLength: 60 }), (writes) => {
        run('FLUSHDB');
        const model = new Map<string, number>();
        for (const [points, name, removes] of writes) {
          if (removes) model.delete(name);
          else model.set(name, points);
          run(...(removes ? ['ZREM', 'z', name] : ['ZADD', 'z', String(points), name]));
        }
        const expected = [...model].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).map(([name]) => name);
        expect(run('ZRANGE', 'z', '0', '-1')).toEqual(expected);
        expect(expected.map((name) => run('ZRANK', 'z', name))).toEqual(expected.map((_, index) => index));
        expect(run('EXISTS', 'z')).toBe(model.size > 0 ? 1 : 0);
      }),
    );
  });
});

describe('patterns', () => {
  const matching = (pattern: string, keys: string[]) => {
    const { run } = engineAt(0);
    for (const key of keys) run('SET', key, '1');
    return run('KEYS', pattern);
  };

  it.each([
    ['h?llo', ['hello', 'hallo', 'hllo'], ['hello', 'hallo']],
    ['h*o', ['ho', 'h\no', 'hi'], ['ho', 'h\no']],
    ['h[ae]llo', ['hello', 'hallo', 'hillo'], ['hello', 'hallo']],
    ['h[^e]llo', ['hello', 'hallo'], ['hallo']],
    ['h[a-c]', ['ha', 'hc', 'hd', 'h-'], ['ha', 'hc']],
    ['h[c-a]', ['hb', 'hd'], ['hb']],
    ['h\\*', ['h*', 'ha'], ['h*']],
    ['a.b+(c)', ['a.b+(c)', 'axbb(c)'], ['a.b+(c)']],
    ['[]]', [']', 'a'], []],
  ])('%s', (pattern, keys, expected) => {
    expect(matching(pattern, keys)).toEqual(expected);
  });
});

describe('scripts', () => {
  it('run as one step and see what they wrote', () => {
    const { run } = engineAt(0);
    const script = "redis.call('SET', KEYS[1], ARGV[1]); return redis.call('GET', KEYS[1])";
    expect(run('EVAL', script, '1', 'k', 'v')).toBe('v');
    expect(run('EVAL', script, '2', 'k')).toEqual(refused(/greater than number of args/));
  });

  it('cannot reach another script’s variables', () => {
    const { run } = engineAt(0);
    expect(run('EVAL', 'KEYS = {}; x = 1', '0')).toEqual(refused(/x/));
    expect(run('EVAL', 'return rawget(_G, "x")', '0')).toBeNull();
    expect(run('EVAL', 'return #KEYS', '1', 'k')).toBe(1);
  });

  it('hand bytes through unchanged', () => {
    const { run } = engineAt(0);
    const bytes = String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte));
    expect(run('EVAL', "redis.call('SET', 'b', ARGV[1]); return redis.call('GET', 'b')", '0', bytes)).toBe(
      bytes,
    );
  });

  it('answer their own errors and statuses', () => {
    const { run } = engineAt(0);
    expect(run('EVAL', "return redis.error_reply('MINE not now')", '0')).toEqual(
      new ReplyError('MINE not now'),
    );
    expect(run('EVAL', "return redis.call('SET', 'k', 'v')", '0')).toEqual(OK);
    expect(run('EVAL', "error('broken')", '0')).toEqual(refused(/broken/));
  });
});

it('names unknown commands and wrong counts', () => {
  const { run } = engineAt(0);
  expect(run('XADD', 's', '*', 'a', '1')).toEqual(refused(/unknown command 'xadd'/));
  expect(run('GET')).toEqual(refused(/wrong number of arguments for 'get' command/));
  expect(run('PING', 'a', 'b')).toEqual(refused(/wrong number of arguments/));
});
