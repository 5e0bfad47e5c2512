import { referenceFunction } from 'inngest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from '../testing/workbench';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

async function statusOf(eventId: string): Promise<string | undefined> {
  return (await bench.runsOf(eventId))[0]?.status;
}

/** Sends until it shows: an event that comes before a function waits for it passes it by. */
function sendUntil(send: () => Promise<unknown>, check: () => unknown, what: string): Promise<unknown> {
  return bench.until(async () => {
    await send();
    return (await check()) === true;
  }, what);
}

describe('sleeping', () => {
  test('lasts at least as long as asked', async () => {
    const at: number[] = [];
    const { send } = await bench.open((client, event) => [
      client.createFunction({ id: 'sleep', triggers: [{ event: event('go') }] }, async ({ step }) => {
        const from = await step.run('from', () => Date.now());
        await step.sleep('a second', '1s');
        const middle = await step.run('middle', () => Date.now());
        await step.sleepUntil('a date', new Date(middle + 1000));
        at.push(from, middle, await step.run('to', () => Date.now()));
      }),
    ]);
    await send('go');
    await bench.until(() => at.length === 3, 'the function returns');
    const [from = 0, middle = 0, to = 0] = at;
    expect(middle - from).toBeGreaterThanOrEqual(990);
    expect(to - middle).toBeGreaterThanOrEqual(990);
  });
});

describe('waiting for an event', () => {
  test('ends with the one that matches and passes others by', async () => {
    const results: unknown[] = [];
    const { send } = await bench.open((client, event) => [
      client.createFunction({ id: 'wait', triggers: [{ event: event('go') }] }, async ({ step }) => {
        const found = await step.waitForEvent('paid', {
          event: event('paid'),
          timeout: '1m',
          match: 'data.order',
        });
        results.push(found?.data);
      }),
      client.createFunction({ id: 'wait-if', triggers: [{ event: event('go') }] }, async ({ step }) => {
        const found = await step.waitForEvent('large', {
          event: event('paid'),
          timeout: '1m',
          if: 'event.data.order == async.data.order && async.data.amount > 10',
        });
        results.push(found?.data);
      }),
    ]);
    await send('go', { order: 'a' });
    const other = () => send('paid', { order: 'b', amount: 50 });
    const small = () => other().then(() => send('paid', { order: 'a', amount: 5 }));
    await sendUntil(small, () => results.length === 1, 'the first wait ends');
    const large = () => send('paid', { order: 'a', amount: 50 });
    await sendUntil(large, () => results.length === 2, 'the second wait ends');
    expect(results).toEqual([
      { order: 'a', amount: 5 },
      { order: 'a', amount: 50 },
    ]);
  });

  test('gives null when the time is up', async () => {
    let result: unknown = 'none';
    const { send } = await bench.open((client, event) => [
      client.createFunction({ id: 'timeout', triggers: [{ event: event('go') }] }, async ({ step }) => {
        result = await step.waitForEvent('never', { event: event('never'), timeout: '1s' });
      }),
    ]);
    await send('go');
    await bench.until(() => result !== 'none', 'the wait ends');
    expect(result).toBeNull();
  });
});

describe('invoking', () => {
  test('returns what the other function returns, or throws what it throws', async () => {
    let result: unknown;
    const { send } = await bench.open((client, event) => {
      const double = client.createFunction(
        { id: 'double', triggers: [{ event: event('unused') }] },
        async ({ event: e, step }) => step.run('double', () => Number(e.data['n']) * 2),
      );
      const broken = client.createFunction(
        { id: 'broken', triggers: [{ event: event('unused') }], retries: 0 },
        () => {
          throw new Error('broken inside');
        },
      );
      const caller = client.createFunction(
        { id: 'caller', triggers: [{ event: event('go') }] },
        async ({ step }) => {
          const value: unknown = await step.invoke('double', { function: double, data: { n: 21 } });
          const error = await step
            .invoke('broken', { function: broken, data: {} })
            .then(() => 'none')
            .catch((reason: Error) => reason.message);
          result = { value, error };
        },
      );
      return [double, broken, caller];
    });
    await send('go');
    await bench.until(() => result, 'the caller returns');
    expect(result).toEqual({ value: 42, error: expect.stringContaining('broken inside') });
  });

  test('throws when the other function takes too long, or is not there', async () => {
    const errors: string[] = [];
    const { send } = await bench.open((client, event) => {
      const slow = client.createFunction(
        { id: 'slow', triggers: [{ event: event('unused') }] },
        async ({ step }) => step.sleep('long', '1h'),
      );
      const missing = referenceFunction({ functionId: 'missing' });
      const caller = client.createFunction(
        { id: 'caller', triggers: [{ event: event('go') }] },
        async ({ step }) => {
          for (const [id, target] of [
            ['slow', slow],
            ['missing', missing],
          ] as const) {
            await step
              .invoke(id, { function: target, data: {}, timeout: '1s' })
              .catch((reason: Error) => step.run(`note ${id}`, () => void errors.push(reason.message)));
          }
        },
      );
      return [slow, caller];
    });
    const eventId = await send('go');
    await bench.until(async () => (await statusOf(eventId)) === 'Completed', 'the caller returns');
    expect(errors).toHaveLength(2);
    expect(errors[0]).toMatch(/timed out/i);
  });
});

describe('cancelling', () => {
  test('cancelOn ends the runs its condition means and no others', async () => {
    const finished: string[] = [];
    const cancelled: unknown[] = [];
    const waits = new Set<string>();
    const { send } = await bench.open((client, event) => [
      client.createFunction(
        {
          id: 'cancellable',
          triggers: [{ event: event('go') }],
          cancelOn: [{ event: event('stop'), match: 'data.id' }],
        },
        async ({ step, event: e }) => {
          const id = String(e.data['id']);
          await step.run('mark', () => void waits.add(id));
          await step.waitForEvent('continue', { event: event('continue'), timeout: '1m' });
          finished.push(id);
        },
      ),
      client.createFunction(
        {
          id: 'watcher',
          triggers: [
            {
              event: 'inngest/function.cancelled',
              if: `event.data.function_id == '${client.id}-cancellable'`,
            },
          ],
        },
        ({ event: e }) => {
          cancelled.push(e.data.event.data);
        },
      ),
    ]);
    const first = await send('go', { id: 'a' });
    const second = await send('go', { id: 'b' });
    await bench.until(() => waits.size === 2, 'both run');
    const isCancelled = async () => (await statusOf(first)) === 'Cancelled';
    await sendUntil(() => send('stop', { id: 'a' }), isCancelled, 'the run is cancelled');
    const isComplete = async () => (await statusOf(second)) === 'Completed';
    await sendUntil(() => send('continue'), isComplete, 'the other run completes');
    await bench.until(() => cancelled.length > 0, 'the cancellation is announced');
    expect(finished).toEqual(['b']);
    expect(cancelled).toEqual([{ id: 'a' }]);
  });

  test('a run is cancelled through the API', async () => {
    const { send } = await bench.open((client, event) => [
      client.createFunction({ id: 'by-hand', triggers: [{ event: event('go') }] }, async ({ step }) => {
        await step.sleep('long', '1h');
      }),
    ]);
    const eventId = await send('go');
    const run = await bench.until(async () => (await bench.runsOf(eventId))[0], 'the run exists');
    expect(await bench.cancel(run.run_id)).toBeLessThan(300);
    await bench.until(async () => (await statusOf(eventId)) === 'Cancelled', 'the run is cancelled');
  });
});

describe('signals', () => {
  test('reach the step that waits for them', async () => {
    let result: unknown;
    const {
      send,
      client,
      event: named,
    } = await bench.open((inngest, event) => [
      inngest.createFunction({ id: 'signal', triggers: [{ event: event('go') }] }, async ({ step }) => {
        result = await step.waitForSignal('approval', { signal: event('approved'), timeout: '1m' });
      }),
    ]);
    await send('go');
    const signal = () => client.sendSignal({ signal: named('approved'), data: { by: 'Ada' } });
    await sendUntil(signal, () => result !== undefined, 'the wait ends');
    expect(result).toMatchObject({ signal: named('approved'), data: { by: 'Ada' } });
  });
});
