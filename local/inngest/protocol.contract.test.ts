import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Executor } from './executor';
import { hashSigningKey } from './protocol/signing';
import { createTestClient, startTestApp, TEST_KEYS, type TestApp } from './testing/app';
import { createTestDatabase, type TestDatabase } from './testing/databases';
import { createGate, eventually } from './testing/eventually';
import { registerApp, startTestExecutor } from './testing/server';

let database: TestDatabase;
let executor: Executor;
const apps: TestApp[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  executor = await startTestExecutor(database);
});

afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()));
  await executor.close();
  await database.drop();
});

const authorization = `Bearer ${hashSigningKey(TEST_KEYS.signingKey)}`;

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${executor.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer: { ids?: string[]; status?: number; error?: string } = await response.json();
  return { status: response.status, answer };
}

async function open(...[client, functions]: Parameters<typeof startTestApp>): Promise<TestApp> {
  const app = await startTestApp(client, functions);
  apps.push(app);
  await registerApp(app.url);
  return app;
}

async function runOf(eventId: string): Promise<{ id: string; status: string } | undefined> {
  const [run] = await database.query<{ id: string; status: string }>(
    'SELECT id, status FROM inngest_local.run WHERE event_ids && ARRAY[$1]',
    [eventId],
  );
  return run;
}

describe('event intake', () => {
  test('takes one event or many and answers with their ids in order', async () => {
    const one = await post(`/e/${TEST_KEYS.eventKey}`, { name: 'intake/one', data: {} });
    expect(one).toEqual({ status: 200, answer: { status: 200, ids: [expect.stringMatching(/^\w{26}$/)] } });
    const many = await post(`/e/${TEST_KEYS.eventKey}`, [{ name: 'intake/a' }, { name: 'intake/b' }]);
    const stored = await database.query<{ id: string; name: string }>(
      `SELECT id, name FROM inngest_local.event WHERE name IN ('intake/a', 'intake/b') ORDER BY name`,
    );
    expect(stored.map((row) => row.id)).toEqual(many.answer.ids);
  });

  test('answers a repeated request with the same ids and stores its events once', async () => {
    const seed = `${Date.now()},${Buffer.from('0123456789').toString('base64')}`;
    const headers = { 'x-inngest-event-id-seed': seed };
    const events = [{ name: 'intake/seeded' }, { name: 'intake/seeded' }];
    const first = await post(`/e/${TEST_KEYS.eventKey}`, events, headers);
    const again = await post(`/e/${TEST_KEYS.eventKey}`, events, headers);
    expect(new Set(first.answer.ids).size).toBe(2);
    expect(again.answer.ids).toEqual(first.answer.ids);
    const stored = await database.query(`SELECT 1 FROM inngest_local.event WHERE name = 'intake/seeded'`);
    expect(stored).toHaveLength(2);
  });

  test.each([
    ['an unknown key', '/e/other', { name: 'x' }, 401],
    ['no name', `/e/${TEST_KEYS.eventKey}`, { data: {} }, 400],
    ['a name PostgreSQL cannot hold', `/e/${TEST_KEYS.eventKey}`, { name: 'a\0b' }, 400],
    ['text that is no JSON', `/e/${TEST_KEYS.eventKey}`, '{', 400],
  ])('refuses %s', async (_what, path, body, status) => {
    expect((await post(path, body)).status).toBe(status);
  });

  test('keeps all of a request or nothing', async () => {
    const { status } = await post(`/e/${TEST_KEYS.eventKey}`, [{ name: 'intake/half' }, { name: 7 }]);
    expect(status).toBe(400);
    expect(await database.query(`SELECT 1 FROM inngest_local.event WHERE name = 'intake/half'`)).toEqual([]);
  });
});

describe('trust', () => {
  test('an app with another signing key cannot register', async () => {
    const keys = { ...TEST_KEYS, signingKey: 'signkey-test-ffffffffffffffffffffffffffffffff' };
    const client = createTestClient('stranger', executor.url, keys);
    const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'x' }] }, () => null);
    const app = await startTestApp(client, [fn]);
    apps.push(app);
    await expect(registerApp(app.url)).rejects.toThrow(/signing key/);
  });

  test('an answer that is not signed with our key does not count', async () => {
    const client = createTestClient('impostor', executor.url);
    let isForged = true;
    let ran = 0;
    const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'impostor/go' }] }, () => {
      ran++;
    });
    const real = await startTestApp(client, [fn]);
    apps.push(real);
    const http = await import('node:http');
    const impostor = http.createServer((request, response) => {
      if (isForged) {
        response.writeHead(200, { 'x-inngest-sdk': 'inngest-js:v4.0.0', 'x-inngest-req-version': '2' });
        response.end('"forged"');
        return;
      }
      const target = `http://127.0.0.1:${real.port}${request.url}`;
      const onward = http.request(target, { method: request.method, headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onward);
    });
    await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve));
    const address = impostor.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    isForged = false;
    await registerApp(`http://127.0.0.1:${port}/api/inngest`);
    isForged = true;
    const { ids } = await client.send({ name: 'impostor/go', data: {} });
    await eventually(async () => {
      const calls = await database.query<{ lost: number }>(
        `SELECT lost FROM inngest_local.call JOIN inngest_local.run ON run.id = run_id
         WHERE function_id = 'impostor-fn' AND lost > 0`,
      );
      return calls.length > 0;
    }, 'the forged answer is counted as lost');
    isForged = false;
    await eventually(
      async () => (await runOf(ids[0] ?? ''))?.status === 'completed',
      'the real answer counts',
    );
    expect(ran).toBe(1);
    impostor.closeAllConnections();
    impostor.close();
  });

  test.each([
    ['GET', '/v0/runs/x/actions'],
    ['GET', '/v1/runs/x'],
    ['DELETE', '/v1/runs/x'],
    ['POST', '/fn/register'],
    ['POST', '/v1/signals'],
    ['POST', '/v1/checkpoint/x/async'],
  ])('%s %s wants the signing key', async (method, path) => {
    const response = await fetch(`${executor.url}${path}`, { method });
    expect(response.status).toBe(401);
  });
});

describe('registration', () => {
  test('finds apps that come up later, and notices when their functions change', async () => {
    const own = await createTestDatabase();
    const client = createTestClient('late', executor.url);
    const functions = (ids: string[]) =>
      ids.map((id) => client.createFunction({ id, triggers: [{ event: `late/${id}` }] }, () => null));
    const first = await startTestApp(client, functions(['a', 'b']));
    await first.close();
    const watching = await startTestExecutor(own, [first.url]);
    const known = async () => {
      const rows = await own.query<{ id: string }>(
        'SELECT id FROM inngest_local.function WHERE archived_at IS NULL ORDER BY id',
      );
      return rows.map((row) => row.id).join();
    };
    const up = await startTestApp(client, functions(['a', 'b']), first.port);
    await eventually(async () => (await known()) === 'late-a,late-b', 'the functions are known');
    await up.close();
    const changed = await startTestApp(client, functions(['b', 'c']), first.port);
    await eventually(async () => (await known()) === 'late-b,late-c', 'the change is known');
    await changed.close();
    await watching.close();
    await own.drop();
  }, 40_000);

  test('follows an app to another address and forgets what it left behind', async () => {
    const client = createTestClient('moved', executor.url);
    const functions = (ids: string[]) =>
      ids.map((id) => client.createFunction({ id, triggers: [{ event: `moved/${id}` }] }, () => null));
    const before = await open(client, functions(['a', 'b']));
    const after = await open(client, functions(['b', 'c']));
    const known = await database.query<{ id: string; app_url: string }>(
      `SELECT id, app_url FROM inngest_local.function WHERE archived_at IS NULL AND id LIKE 'moved-%' ORDER BY id`,
    );
    expect(known).toEqual([
      { id: 'moved-b', app_url: after.url },
      { id: 'moved-c', app_url: after.url },
    ]);
    expect(before.url).not.toBe(after.url);
  });

  test('says which expression of a function cannot be read', async () => {
    const client = createTestClient('typo', executor.url);
    const fn = client.createFunction(
      { id: 'fn', triggers: [{ event: 'x', if: 'event.data.n >' }] },
      () => null,
    );
    const app = await startTestApp(client, [fn]);
    apps.push(app);
    await expect(registerApp(app.url)).rejects.toThrow(/event\.data\.n >/);
  });
});

describe('calls under way', () => {
  test('a superseded one is told to stop and its steps are not taken', async () => {
    const client = createTestClient('stale', executor.url);
    const gate = createGate<boolean>();
    let context: { runId: string } | undefined;
    const fn = client.createFunction({ id: 'fn', triggers: [{ event: 'stale/go' }] }, async ({ runId }) => {
      context = { runId };
      await gate.promise;
    });
    await open(client, [fn]);
    const { ids } = await client.send({ name: 'stale/go', data: {} });
    const { runId } = await eventually(() => context, 'the call is under way');
    const [call] = await database.query<{ id: string; generation: number }>(
      'SELECT id, generation FROM inngest_local.call WHERE run_id = $1',
      [runId],
    );
    const checkpoint = (generation: number, id: string) =>
      post(
        `/v1/checkpoint/${runId}/async`,
        {
          run_id: runId,
          qi_id: call?.id,
          generation_id: generation,
          steps: [{ id, op: 'StepRun', data: id }],
        },
        { authorization },
      );
    const current = call?.generation ?? 0;
    expect((await checkpoint(current - 1, 'old')).status).toBe(409);
    expect((await checkpoint(current, 'new')).status).toBe(200);
    const response = await fetch(`${executor.url}/v0/runs/${runId}/actions`, { headers: { authorization } });
    expect(await response.json()).toEqual({ new: { type: 'data', data: 'new' } });
    gate.open(true);
    await eventually(async () => (await runOf(ids[0] ?? ''))?.status === 'completed', 'the run ends');
    expect((await checkpoint(current, 'late')).status).toBe(409);
  });

  test('priority decides which run comes first', async () => {
    const client = createTestClient('priority', executor.url);
    const gate = createGate<boolean>();
    const ran: unknown[] = [];
    const fn = client.createFunction(
      {
        id: 'fn',
        triggers: [{ event: 'priority/go' }],
        concurrency: 1,
        priority: { run: 'event.data.plan == "large" ? 120 : 0' },
      },
      async ({ event }) => {
        ran.push(event.data['n']);
        await gate.promise;
      },
    );
    await open(client, [fn]);
    await client.send({ name: 'priority/go', data: { n: 0 } });
    await eventually(() => ran.length === 1, 'the first run blocks the others');
    const { ids } = await client.send([
      { name: 'priority/go', data: { n: 1 } },
      { name: 'priority/go', data: { n: 2, plan: 'large' } },
    ]);
    await eventually(async () => (await runOf(ids[1] ?? '')) !== undefined, 'both are queued');
    gate.open(true);
    await eventually(() => ran.length === 3, 'all ran');
    expect(ran).toEqual([0, 2, 1]);
  });
});

describe('schedules', () => {
  test('that were missed run once and then go on', async () => {
    const client = createTestClient('clock', executor.url);
    const ticks: unknown[] = [];
    const fn = client.createFunction(
      { id: 'fn', triggers: [{ cron: 'TZ=Europe/Madrid 0 3 * * *' }] },
      ({ event }) => {
        ticks.push([event.name, event.data]);
      },
    );
    await open(client, [fn]);
    const next = async () => {
      const [timer] = await database.query<{ due_at: Date }>(
        `SELECT due_at FROM inngest_local.timer WHERE kind = 'cron'`,
      );
      return timer?.due_at.getTime() ?? 0;
    };
    const before = await next();
    expect(before).toBeGreaterThan(Date.now());
    await database.query(
      `UPDATE inngest_local.timer SET due_at = now() - interval '3 days' WHERE kind = 'cron'`,
    );
    await eventually(() => ticks.length > 0, 'the missed tick runs');
    await eventually(async () => (await next()) === before, 'the next tick is set');
    expect(ticks).toEqual([['inngest/scheduled.timer', { cron: 'TZ=Europe/Madrid 0 3 * * *' }]]);
  });
});
