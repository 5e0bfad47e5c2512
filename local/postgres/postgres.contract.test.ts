import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../supervisor/ports';
import { createDatabase, dropDatabase } from './databases';
import { type PostgresServer, startPostgres } from './start-postgres';
import { startTestPostgres } from './start-test-postgres';

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'lyceum-test-'));
  chmodSync(directory, 0o755);
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

async function start(dataDir: string, port: number): Promise<PostgresServer> {
  const server = await startPostgres({ dataDir, port, profile: 'durable' });
  onTestFinished(() => server.stop());
  return server;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a durable server', () => {
  test('keeps committed rows through kill -9, and starts again at once on the same port', async () => {
    const dataDir = join(temporaryDirectory(), 'postgres');
    const port = await freePort();
    const first = await start(dataDir, port);
    await query(first.url, "create table note (text text); insert into note values ('kept')");

    const busy = new Client({ connectionString: first.url });
    busy.on('error', () => undefined);
    await busy.connect();
    const interrupted = busy.query('select pg_sleep(60)').catch(() => undefined);
    process.kill(first.pid, 'SIGKILL');
    expect(await first.exited).toEqual({ code: null, signal: 'SIGKILL' });

    const second = await start(dataDir, port);
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'select text from note')).toEqual([{ text: 'kept' }]);
    await interrupted;
  });

  test('takes over from a server that an earlier session left running', async () => {
    const dataDir = join(temporaryDirectory(), 'postgres');
    const orphan = await start(dataDir, await freePort());
    const successor = await start(dataDir, await freePort());
    await orphan.exited;
    expect(await query(successor.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('is not fooled by a pid file naming a living process of somebody else', async () => {
    const dataDir = join(temporaryDirectory(), 'postgres');
    const port = await freePort();
    const first = await start(dataDir, port);
    const pidFile = join(first.clusterDir, 'postmaster.pid');
    const [, ...rest] = readFileSync(pidFile, 'utf8').split('\n');
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    writeFileSync(pidFile, [String(process.pid), ...rest].join('\n'));

    const second = await start(dataDir, port);
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('says so when its port is taken', async () => {
    const occupant = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => occupant.listen(port, '127.0.0.1', resolve));
    onTestFinished(() => void occupant.close());
    await expect(start(join(temporaryDirectory(), 'postgres'), port)).rejects.toMatchObject({
      code: 'port_taken',
    });
  });

  test('replaces a cluster whose creation was interrupted', async () => {
    const home = temporaryDirectory();
    const dataDir = join(home, 'postgres');
    mkdirSync(`${dataDir}.new/base`, { recursive: true });
    const server = await start(dataDir, await freePort());
    expect(await query(server.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
    expect(existsSync(`${dataDir}.new`)).toBe(false);
  });

  test.runIf(process.getuid?.() === 0)('serves root from a checkout nobody else may enter', async () => {
    const home = join(temporaryDirectory(), 'private');
    mkdirSync(home, { mode: 0o700 });
    const dataDir = join(home, '.data/postgres');
    const first = await start(dataDir, await freePort());
    onTestFinished(() => rmSync(join(first.clusterDir, '..'), { recursive: true, force: true }));
    await query(first.url, 'create table here ()');
    await first.stop();

    const second = await start(dataDir, await freePort());
    expect(await query(second.url, 'select count(*)::int as rows from here')).toEqual([{ rows: 0 }]);
  });
});

test.runIf(process.getuid?.() === 0)('serves a cluster that root has copied', async () => {
  const home = temporaryDirectory();
  const port = await freePort();
  const original = await start(join(home, 'original'), port);
  await query(original.url, 'create table here ()');
  await original.stop();
  cpSync(original.clusterDir, join(home, 'copy'), { recursive: true });

  const copy = await start(join(home, 'copy'), port);
  expect(await query(copy.url, 'select count(*)::int as rows from here')).toEqual([{ rows: 0 }]);
});

describe('a test server', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startTestPostgres();
  });
  afterAll(() => server.stop());

  test('has the extensions the schema builds on', async () => {
    for (const name of ['pg_trgm', 'unaccent', 'citext', 'btree_gin']) {
      await query(server.url, `create extension ${name}`);
    }
    expect(await query(server.url, "select 'ÉCOLE'::citext = 'école'::citext as same")).toEqual([
      { same: true },
    ]);
  });

  test('creates a database once when ten ask at once, and copies a template', async () => {
    const urls = await Promise.all(Array.from({ length: 10 }, () => createDatabase(server.url, 'school')));
    const [url = ''] = urls;
    expect(new Set(urls).size).toBe(1);
    await query(url, 'create table lesson (id int)');

    const copy = await createDatabase(server.url, 'copy', 'school');
    expect(await query(copy, 'select id from lesson')).toEqual([]);
    await dropDatabase(server.url, 'copy');
    await expect(query(copy, 'select 1')).rejects.toMatchObject({ code: '3D000' });
  });

  test('removes its files when it stops', async () => {
    const other = await startTestPostgres();
    await other.stop();
    expect(existsSync(other.clusterDir)).toBe(false);
  });
});
