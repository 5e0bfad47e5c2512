import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGate } from '../testing/eventually';
import { openWorkbench, type Workbench } from '../testing/workbench';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

describe('triggers', () => {
  test('match names, wildcards and conditions', async () => {
    const ran: string[] = [];
    const { client, event } = await bench.open((inngest, named) => [
      inngest.createFunction({ id: 'exact', triggers: [{ event: named('user.created') }] }, () => {
        ran.push('exact');
      }),
      inngest.createFunction({ id: 'wild', triggers: [{ event: named('user.*') }] }, () => {
        ran.push('wild');
      }),
      inngest.createFunction(
        { id: 'if', triggers: [{ event: named('user.created'), if: 'event.data.age >= 18' }] },
        () => {
          ran.push('if');
        },
      ),
      inngest.createFunction(
        { id: 'either', triggers: [{ event: named('user.created') }, { event: named('user.left') }] },
        ({ event: e }) => {
          ran.push(`either ${e.name.split('.')[1]}`);
        },
      ),
    ]);
    await client.send({ name: event('user.created'), data: { age: 17 } });
    await bench.until(() => ran.length === 3, 'three functions run');
    expect(ran.toSorted()).toEqual(['either created', 'exact', 'wild']);
    ran.length = 0;
    await client.send([
      { name: event('user.left'), data: {} },
      { name: event('user.created'), data: { age: 18 } },
    ]);
    await bench.until(() => ran.length === 6, 'six functions run');
    expect(ran.toSorted()).toEqual(['either created', 'either left', 'exact', 'if', 'wild', 'wild']);
  });

  test('an event with the same id counts once', async () => {
    const ran: unknown[] = [];
    const { send } = await bench.open((client, event) => [
      client.createFunction({ id: 'once', triggers: [{ event: event('go') }] }, ({ event: e }) => {
        ran.push(e.data['n']);
      }),
    ]);
    const id = `order-${Date.now()}`;
    await send('go', { n: 1 }, { id });
    await send('go', { n: 2 }, { id });
    await send('go', { n: 3 });
    await bench.until(() => ran.length === 2, 'both events run');
    expect(ran.toSorted()).toEqual([1, 3]);
  });
});

describe('collecting events', () => {
  test('a batch runs when it is full, and when its time is up', async () => {
    const batches: unknown[][] = [];
    const { client, event } = await bench.open((inngest, named) => [
      inngest.createFunction(
        { id: 'batch', triggers: [{ event: named('go') }], batchEvents: { maxSize: 3, timeout: '1s' } },
        ({ events }: { events: { data: Record<string, unknown> }[] }) => {
          batches.push(events.map((e) => e.data['n']));
        },
      ),
    ]);
    await client.send([1, 2, 3, 4].map((n) => ({ name: event('go'), data: { n } })));
    await bench.until(() => batches.length === 2, 'two batches run');
    expect(batches).toEqual([[1, 2, 3], [4]]);
  });

  test('a batch has its own key', async () => {
    const batches: unknown[][] = [];
    const { client, event } = await bench.open((inngest, named) => [
      inngest.createFunction(
        {
          id: 'batch-key',
          triggers: [{ event: named('go') }],
          batchEvents: { maxSize: 2, timeout: '5s', key: 'event.data.user' },
        },
        ({ events }: { events: { data: Record<string, unknown> }[] }) => {
          batches.push(events.map((e) => e.data['user']));
        },
      ),
    ]);
    await client.send(['a', 'b', 'a', 'b'].map((user) => ({ name: event('go'), data: { user } })));
    await bench.until(() => batches.length === 2, 'two batches run');
    expect(batches.toSorted()).toEqual([
      ['a', 'a'],
      ['b', 'b'],
    ]);
  });

  test('a debounced function runs once with the latest event', async () => {
    const ran: unknown[] = [];
    const { send } = await bench.open((client, event) => [
      client.createFunction(
        {
          id: 'debounce',
          triggers: [{ event: event('go') }],
          debounce: { period: '1s', key: 'event.data.doc' },
        },
        ({ event: e }) => {
          ran.push([e.data['doc'], e.data['n']]);
        },
      ),
    ]);
    for (const n of [1, 2, 3]) await send('go', { doc: 'a', n });
    await send('go', { doc: 'b', n: 9 });
    expect(ran).toEqual([]);
    await bench.until(() => ran.length === 2, 'both documents run');
    expect(ran.toSorted()).toEqual([
      ['a', 3],
      ['b', 9],
    ]);
  });

  test('a debounce is extended no longer than its timeout', async () => {
    const ran: unknown[] = [];
    const { send } = await bench.open((client, event) => [
      client.createFunction(
        {
          id: 'debounce-timeout',
          triggers: [{ event: event('go') }],
          debounce: { period: '1s', timeout: '2s' },
        },
        ({ event: e }) => {
          ran.push(e.data['n']);
        },
      ),
    ]);
    const from = Date.now();
    let n = 0;
    await bench.until(async () => {
      if (ran.length > 0) return true;
      await send('go', { n: ++n });
      return false;
    }, 'it runs although events keep coming');
    expect(Date.now() - from).toBeGreaterThanOrEqual(1900);
  });
});

describe('limits', () => {
  test('rateLimit drops what comes too soon', async () => {
    const ran: unknown[] = [];
    const { send } = await bench.open((client, event) => [
      client.createFunction(
        {
          id: 'rate',
          triggers: [{ event: event('go') }],
          rateLimit: { limit: 1, period: '1m', key: 'event.data.user' },
        },
        ({ event: e }) => {
          ran.push([e.data['user'], e.data['n']]);
        },
      ),
    ]);
    await send('go', { user: 'a', n: 1 });
    await bench.until(() => ran.length === 1, 'the first runs');
    await send('go', { user: 'a', n: 2 });
    await send('go', { user: 'b', n: 3 });
    await bench.until(() => ran.length === 2, 'the other user runs');
    expect(ran).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
  });

  test('throttle spaces runs and loses none', async () => {
    const at: number[] = [];
    const { client, event } = await bench.open((inngest, named) => [
      inngest.createFunction(
        { id: 'throttle', triggers: [{ event: named('go') }], throttle: { limit: 1, period: '1s' } },
        () => {
          at.push(Date.now());
        },
      ),
    ]);
    await client.send([1, 2, 3].map((n) => ({ name: event('go'), data: { n } })));
    await bench.until(() => at.length === 3, 'all three run');
    const [first = 0, second = 0, third = 0] = at;
    expect(second - first).toBeGreaterThan(800);
    expect(third - second).toBeGreaterThan(800);
  });

  test('an idempotency key lets one event through', async () => {
    const ran: unknown[] = [];
    const { send } = await bench.open((client, event) => [
      client.createFunction(
        { id: 'idempotent', triggers: [{ event: event('go') }], idempotency: 'event.data.cart' },
        ({ event: e }) => {
          ran.push(e.data['cart']);
        },
      ),
    ]);
    await send('go', { cart: 'a' });
    await send('go', { cart: 'a' });
    await send('go', { cart: 'b' });
    await bench.until(() => ran.length === 2, 'both carts run');
    expect(ran.toSorted()).toEqual(['a', 'b']);
  });

  test('concurrency bounds what runs at once, for each key', async () => {
    const running = new Map<string, number>();
    const most = new Map<string, number>();
    let done = 0;
    const gate = createGate<boolean>();
    const { client, event } = await bench.open((inngest, named) => [
      inngest.createFunction(
        {
          id: 'concurrency',
          triggers: [{ event: named('go') }],
          concurrency: [{ limit: 2, key: 'event.data.tenant' }],
        },
        async ({ event: e, step }) => {
          const tenant = String(e.data['tenant']);
          await step.run('work', async () => {
            const now = (running.get(tenant) ?? 0) + 1;
            running.set(tenant, now);
            most.set(tenant, Math.max(most.get(tenant) ?? 0, now));
            if (running.get('a') === 2 && running.get('b') === 2) gate.open(true);
            await gate.promise;
            running.set(tenant, (running.get(tenant) ?? 1) - 1);
          });
          done++;
        },
      ),
    ]);
    const tenants = ['a', 'a', 'a', 'a', 'a', 'b', 'b'];
    await client.send(tenants.map((tenant) => ({ name: event('go'), data: { tenant } })));
    await bench.until(() => done === tenants.length, 'all are done');
    expect(Object.fromEntries(most)).toEqual({ a: 2, b: 2 });
  });
});

describe('singletons', () => {
  test('skip drops what comes while one runs', async () => {
    const ran: unknown[] = [];
    const gate = createGate<boolean>();
    const { send } = await bench.open((client, event) => [
      client.createFunction(
        {
          id: 'skip',
          triggers: [{ event: event('go') }],
          singleton: { key: 'event.data.user', mode: 'skip' },
        },
        async ({ event: e }) => {
          ran.push(e.data['n']);
          await gate.promise;
        },
      ),
    ]);
    const first = await send('go', { user: 'a', n: 1 });
    await bench.until(() => ran.length === 1, 'the first runs');
    await send('go', { user: 'a', n: 2 });
    await send('go', { user: 'b', n: 3 });
    await bench.until(() => ran.includes(3), 'the other user runs');
    gate.open(true);
    await bench.until(async () => (await bench.runsOf(first))[0]?.status === 'Completed', 'the first ends');
    expect(ran).toEqual([1, 3]);
  });

  test('cancel replaces the one that runs', async () => {
    const ran: unknown[] = [];
    const { send } = await bench.open((client, event) => [
      client.createFunction(
        { id: 'cancel', triggers: [{ event: event('go') }], singleton: { mode: 'cancel' } },
        async ({ event: e, step }) => {
          await step.run('mark', () => void ran.push(e.data['n']));
          await step.sleep('rest', '1s');
          await step.run('end', () => void ran.push(`end ${e.data['n']}`));
        },
      ),
    ]);
    const first = await send('go', { n: 1 });
    await bench.until(() => ran.length === 1, 'the first runs');
    await send('go', { n: 2 });
    await bench.until(() => ran.includes('end 2'), 'the second ends');
    expect((await bench.runsOf(first))[0]?.status).toBe('Cancelled');
    expect(ran).toEqual([1, 2, 'end 2']);
  });
});

describe('time limits of a run', () => {
  test('a run that does not finish in time is cancelled', async () => {
    const { send } = await bench.open((client, event) => [
      client.createFunction(
        { id: 'finish', triggers: [{ event: event('go') }], timeouts: { finish: '1s' } },
        async ({ step }) => step.sleep('long', '1h'),
      ),
    ]);
    const eventId = await send('go');
    await bench.until(
      async () => (await bench.runsOf(eventId))[0]?.status === 'Cancelled',
      'it is cancelled',
    );
  });

  test('a run that does not start in time is cancelled', async () => {
    const gate = createGate<boolean>();
    const ran: unknown[] = [];
    const { send } = await bench.open((client, event) => [
      client.createFunction(
        { id: 'start', triggers: [{ event: event('go') }], concurrency: 1, timeouts: { start: '1s' } },
        async ({ event: e }) => {
          ran.push(e.data['n']);
          await gate.promise;
        },
      ),
    ]);
    await send('go', { n: 1 });
    await bench.until(() => ran.length === 1, 'the first runs');
    const second = await send('go', { n: 2 });
    await bench.until(async () => (await bench.runsOf(second))[0]?.status === 'Cancelled', 'it is cancelled');
    gate.open(true);
    expect(ran).toEqual([1]);
  });
});
