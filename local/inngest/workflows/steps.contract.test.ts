import { createDefer } from 'inngest/experimental';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGate } from '../testing/eventually';
import { openWorkbench, type Workbench } from '../testing/workbench';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

const MODES = [
  { mode: 'the SDK as it comes', settings: {} },
  { mode: 'without checkpointing', settings: { checkpointing: false } },
  { mode: 'without optimised parallelism', settings: { optimizeParallelism: false } },
] as const;

describe.each(MODES)('steps, $mode', ({ settings }) => {
  test('run once each, in order, and hand their results on', async () => {
    const ran: string[] = [];
    let result: unknown;
    const { send } = await bench.open((client, event) => [
      client.createFunction(
        { id: 'steps', triggers: [{ event: event('go') }], ...settings },
        async ({ step, event: { data } }) => {
          const one = await step.run('one', () => {
            ran.push('one');
            return Number(data['n']) + 1;
          });
          await step.sleep('rest', 1000);
          const two = await step.run('two', () => {
            ran.push('two');
            return one * 2;
          });
          result = { one, two };
        },
      ),
    ]);
    await send('go', { n: 20 });
    await bench.until(() => result, 'the function returns');
    expect(ran).toEqual(['one', 'two']);
    expect(result).toEqual({ one: 21, two: 42 });
  });

  test('that are started together run at the same time and once each', async () => {
    const ran: string[] = [];
    let result: unknown;
    const meeting = createGate<boolean>();
    const arrive = async (name: string) => {
      ran.push(name);
      if (ran.length === 3) meeting.open(true);
      // Each waits for the others: one after the other they would never get past this.
      await meeting.promise;
      return name;
    };
    const { send } = await bench.open((client, event) => [
      client.createFunction(
        { id: 'together', triggers: [{ event: event('go') }], ...settings },
        async ({ step }) => {
          const before = await step.run('before', () => 'before');
          const all = await Promise.all(['a', 'b', 'c'].map((name) => step.run(name, () => arrive(name))));
          const after = await step.run('after', () => 'after');
          result = [before, ...all, after];
        },
      ),
    ]);
    await send('go');
    await bench.until(() => result, 'the function returns');
    expect(result).toEqual(['before', 'a', 'b', 'c', 'after']);
    expect(ran.toSorted()).toEqual(['a', 'b', 'c']);
  });

  test('that fail are retried, and only they', async () => {
    const attempts: number[] = [];
    let others = 0;
    let result: unknown;
    const { send } = await bench.open((client, event) => [
      client.createFunction(
        { id: 'retried', triggers: [{ event: event('go') }], retries: 3, ...settings },
        async ({ step, attempt }) => {
          await step.run('fine', () => void others++);
          const value = await step.run('shaky', () => {
            attempts.push(attempt);
            if (attempts.length < 3) throw new Error(`attempt ${attempts.length}`);
            return 'held';
          });
          await step.run('fine too', () => void others++);
          result = value;
        },
      ),
    ]);
    await send('go');
    await bench.until(() => result, 'the function returns', 60_000);
    expect(result).toBe('held');
    expect(attempts).toEqual([0, 1, 2]);
    expect(others).toBe(2);
  });

  test('that fail for good throw into the function, which may go on', async () => {
    let attempts = 0;
    let result: unknown;
    const { send } = await bench.open((client, event) => [
      client.createFunction(
        { id: 'caught', triggers: [{ event: event('go') }], retries: 1, ...settings },
        async ({ step }) => {
          const caught = await step
            .run('doomed', () => {
              attempts++;
              throw new TypeError('no way');
            })
            .catch((error: Error) => error.message);
          result = { caught, after: await step.run('after', () => 'still here') };
        },
      ),
    ]);
    await send('go');
    await bench.until(() => result, 'the function returns', 60_000);
    expect(result).toEqual({ caught: 'no way', after: 'still here' });
    expect(attempts).toBe(2);
  });
});

describe('data', () => {
  test('comes back as it went in, whatever it holds', async () => {
    const strange = {
      text: 'ünïcödé \u0000 🎓 "quoted" \\ \u2028',
      numbers: [0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER],
      nested: { null: null, empty: {}, list: [[], [null]], __proto: 'x' },
    };
    const seen: unknown[] = [];
    const { send } = await bench.open((client, event) => [
      client.createFunction(
        { id: 'data', triggers: [{ event: event('go') }] },
        async ({ step, event: e }) => {
          const echoed = await step.run('echo', () => e.data);
          await step.sleep('rest', 1000);
          const nothing = await step.run('nothing', () => undefined);
          seen.push(echoed, nothing);
        },
      ),
    ]);
    await send('go', strange);
    await bench.until(() => seen.length === 2, 'the function returns');
    expect(seen).toEqual([strange, null]);
  });

  test('too large for one request is fetched by the SDK', async () => {
    const part = 'x'.repeat(1_500_000);
    let total = 0;
    const { send } = await bench.open((client, event) => [
      client.createFunction(
        { id: 'large', triggers: [{ event: event('go') }], checkpointing: false },
        async ({ step }) => {
          const parts: string[] = [];
          for (const name of ['a', 'b', 'c', 'd']) parts.push(await step.run(name, () => part));
          total = parts.join('').length;
        },
      ),
    ]);
    await send('go');
    await bench.until(() => total > 0, 'the function returns', 30_000);
    expect(total).toBe(part.length * 4);
  });

  test('of one step id used in a loop is kept apart', async () => {
    let result: unknown;
    const { send } = await bench.open((client, event) => [
      client.createFunction({ id: 'loop', triggers: [{ event: event('go') }] }, async ({ step }) => {
        const values: number[] = [];
        for (let round = 0; round < 4; round++) values.push(await step.run('again', () => round * 10));
        result = values;
      }),
    ]);
    await send('go');
    await bench.until(() => result, 'the function returns');
    expect(result).toEqual([0, 10, 20, 30]);
  });
});

describe('sending events from a step', () => {
  test('starts the functions they trigger, once', async () => {
    const received: unknown[] = [];
    let sent: unknown;
    const { send } = await bench.open((client, event) => [
      client.createFunction({ id: 'sender', triggers: [{ event: event('go') }] }, async ({ step }) => {
        sent = await step.sendEvent('tell', [
          { name: event('told'), data: { n: 1 } },
          { name: event('told'), data: { n: 2 } },
        ]);
        await step.sleep('rest', 1000);
        await step.run('done', () => received.push('done'));
      }),
      client.createFunction({ id: 'receiver', triggers: [{ event: event('told') }] }, ({ event: e }) => {
        received.push(e.data['n']);
      }),
    ]);
    await send('go');
    await bench.until(() => received.includes('done'), 'the sender is done');
    expect(received.toSorted()).toEqual([1, 2, 'done']);
    expect(sent).toEqual({ ids: [expect.any(String), expect.any(String)] });
  });
});

describe('deferring', () => {
  test('runs the other function once this one has ended, unless it was aborted', async () => {
    const ran: unknown[] = [];
    const { send } = await bench.open((client, event) => {
      const later = createDefer(client, { id: 'later' }, ({ event: e }) => {
        ran.push(e.data);
      });
      const now = client.createFunction(
        { id: 'now', triggers: [{ event: event('go') }] },
        async ({ step, defer }) => {
          defer('kept', { function: later, data: { n: 1 } });
          const dropped = defer('dropped', { function: later, data: { n: 2 } });
          await step.run('work', () => ran.push('work'));
          dropped.abort();
          await step.run('end', () => ran.push('end'));
        },
      );
      return [later, now];
    });
    await send('go');
    await bench.until(() => ran.length === 3, 'the deferred function runs');
    expect(ran).toEqual(['work', 'end', { n: 1 }]);
  });
});

describe('racing steps', () => {
  test('the function goes on with the winner while the loser still runs', async () => {
    const loser = createGate<string>();
    let result: unknown;
    const { send } = await bench.open((client, event) => [
      client.createFunction({ id: 'race', triggers: [{ event: event('go') }] }, async ({ step, group }) => {
        const winner = await group.parallel({ mode: 'race' }, () =>
          Promise.race([step.run('slow', () => loser.promise), step.run('quick', () => 'quick')]),
        );
        result ??= winner;
      }),
    ]);
    await send('go');
    await bench.until(() => result, 'the winner arrives');
    loser.open('slow');
    expect(result).toBe('quick');
  });
});
