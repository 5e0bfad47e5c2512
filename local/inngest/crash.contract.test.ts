import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startPostgres } from '../postgres/start-postgres';
import { freePort } from '../supervisor/ports';
import { createTestClient, startTestApp, TEST_KEYS } from './testing/app';
import { brokenPromises, crashFunction, type Effect } from './testing/crash-functions';
import { createTestDatabase, type TestDatabase } from './testing/databases';
import { eventually } from './testing/eventually';
import { startProcess, type TestProcess } from './testing/processes';
import { startTestExecutor } from './testing/server';

const RUNS = Array.from({ length: 12 }, (_, position) => `run-${position}`);
const DEADLINE_MS = 60_000;
const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** When to strike, by how many steps ran: one by one, side by side, while all sleep (four each), at the end. */
const MOMENTS = [5, 20, 40, 4 * RUNS.length, 5 * RUNS.length];

function isOver(effects: readonly Effect[]): boolean {
  return RUNS.every((run) => effects.some((effect) => effect.run === run && effect.step === 'end'));
}

const batch = () => RUNS.map((run) => ({ id: `go-${run}`, name: 'crash/go', data: { run } }));

function executorProcess(database: TestDatabase, port: number, appUrl: string): Promise<TestProcess> {
  const env = {
    PORT: String(port),
    DATABASE_URL: database.url,
    APP_URL: appUrl,
    INNGEST_SIGNING_KEY: TEST_KEYS.signingKey,
    INNGEST_EVENT_KEY: TEST_KEYS.eventKey,
    INNGEST_RETRY_BASE_MS: '40',
  };
  return startProcess('main.ts', env);
}

test('an executor that is killed again and again runs no memoised step again and loses no run', async () => {
  const database = await createTestDatabase();
  cleanups.push(database.drop);
  const port = await freePort();
  const client = createTestClient('crash', `http://127.0.0.1:${port}`);
  const effects: Effect[] = [];
  const record = async (effect: Effect) => void effects.push(effect);
  const app = await startTestApp(client, [crashFunction(client, 'crash/go', record)]);
  cleanups.push(app.close);
  let executor = await executorProcess(database, port, app.url);
  cleanups.push(() => executor.kill());
  await client.send(batch());
  for (const moment of MOMENTS) {
    await eventually(() => effects.length >= moment, `${moment} steps have run`, DEADLINE_MS);
    await executor.kill();
    executor = await executorProcess(database, port, app.url);
  }
  await eventually(() => isOver(effects), 'every run ends', DEADLINE_MS);
  expect(brokenPromises(effects, RUNS)).toEqual([]);
  expect(await executor.terminate()).toBe(0);
}, 90_000);

test('an app that is killed again and again is called again until every run has ended', async () => {
  const database = await createTestDatabase();
  cleanups.push(database.drop);
  await database.query('CREATE TABLE effect (seq bigserial, run text, step text, token text, given text[])');
  const appPort = await freePort();
  const executor = await startTestExecutor(database, [`http://127.0.0.1:${appPort}/api/inngest`]);
  cleanups.push(executor.close);
  const env = { DATABASE_URL: database.url, INNGEST_BASE_URL: executor.url, PORT: String(appPort) };
  const client = createTestClient('crash', executor.url);
  // The event is there before the app has ever been: it waits for the functions to be known.
  await client.send(batch());
  let app = await startProcess('testing/crash-app.ts', env);
  cleanups.push(() => app.kill());
  const read = () => database.query<Effect & Record<string, unknown>>('SELECT * FROM effect ORDER BY seq');
  for (const moment of MOMENTS) {
    await eventually(async () => (await read()).length >= moment, `${moment} steps have run`, DEADLINE_MS);
    await app.kill();
    app = await startProcess('testing/crash-app.ts', env);
  }
  await eventually(async () => isOver(await read()), 'every run ends', DEADLINE_MS);
  expect(brokenPromises(await read(), RUNS)).toEqual([]);
}, 90_000);

test('a database that is killed again and again costs no run, and events are refused while it is away', async () => {
  const home = await mkdtemp(join(tmpdir(), 'lyceum-crash-'));
  cleanups.push(() => rm(home, { recursive: true, force: true }));
  const options = { dataDir: join(home, 'data'), port: await freePort(), profile: 'durable' } as const;
  let postgres = await startPostgres(options);
  cleanups.push(() => postgres.stop());
  const executor = await startTestExecutor({
    url: postgres.url,
    query: () => Promise.resolve([]),
    drop: () => Promise.resolve(),
  });
  cleanups.push(executor.close);
  const client = createTestClient('crash', executor.url);
  const effects: Effect[] = [];
  const record = async (effect: Effect) => void effects.push(effect);
  const app = await startTestApp(client, [crashFunction(client, 'crash/go', record)]);
  cleanups.push(app.close);
  await eventually(async () => (await fetch(app.url, { method: 'PUT' })).ok, 'the app registers');
  await client.send(batch());
  for (const moment of MOMENTS) {
    await eventually(() => effects.length >= moment, `${moment} steps have run`, DEADLINE_MS);
    process.kill(postgres.pid, 'SIGKILL');
    await postgres.exited;
    const refused = await fetch(`${executor.url}/e/${TEST_KEYS.eventKey}`, {
      method: 'POST',
      body: JSON.stringify({ name: 'crash/refused', data: {} }),
    });
    expect(refused.status).toBe(503);
    postgres = await startPostgres(options);
  }
  await eventually(() => isOver(effects), 'every run ends', DEADLINE_MS);
  expect(brokenPromises(effects, RUNS)).toEqual([]);
}, 120_000);

test('a second executor on the same database says why it does not start', async () => {
  const database = await createTestDatabase();
  cleanups.push(database.drop);
  const executor = await startTestExecutor(database);
  cleanups.push(executor.close);
  await expect(startTestExecutor(database)).rejects.toThrow(/already running/);
}, 30_000);

test('a taken port is named in the error', async () => {
  const database = await createTestDatabase();
  cleanups.push(database.drop);
  const executor = await startTestExecutor(database);
  cleanups.push(executor.close);
  const port = new URL(executor.url).port;
  const starting = startProcess('main.ts', { DATABASE_URL: database.url, PORT: port });
  await expect(starting).rejects.toThrow(`port ${port} is already in use`);
});
