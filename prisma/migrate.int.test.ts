import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { checkMigrations, findUnindexedForeignKeys } from './check';
import { execute, withClient, withDatabase } from './connection';
import { markRolledBack, migrate } from './migrate';

const first = { name: '20260101000000_first', sql: 'CREATE TABLE a (id uuid PRIMARY KEY);' };
const broken = { name: '20260102000000_broken', sql: 'CREATE TABLE b (id int);\nSELECT missing FROM a;' };
const adminUrl = inject('databaseAdminUrl');

let databaseUrl: string;

beforeEach(async () => {
  const name = `lyceum_migrate_${randomUUID()}`;
  await execute(adminUrl, `CREATE DATABASE "${name}"`);
  databaseUrl = withDatabase(adminUrl, name);
  return () => execute(adminUrl, `DROP DATABASE "${name}" WITH (FORCE)`);
});

afterEach(() => {
  expect.hasAssertions();
});

async function tables(): Promise<string[]> {
  const sql = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";
  const { rows } = await withClient(databaseUrl, (client) => client.query<{ tablename: string }>(sql));
  return rows.map(({ tablename }) => tablename);
}

describe('migrate', () => {
  it('applies each migration once, also when several processes start at the same time', async () => {
    const starts = Array.from({ length: 4 }, () => migrate(databaseUrl, { migrations: [first] }));
    expect((await Promise.all(starts)).flat()).toEqual([first.name]);
    expect(await tables()).toEqual(['_prisma_migrations', 'a']);
  });

  it('tells each name as it goes and nothing the second time', async () => {
    const told: string[] = [];
    const onApplied = (name: string) => void told.push(name);
    await migrate(databaseUrl, { migrations: [first], onApplied });
    await migrate(databaseUrl, { migrations: [first], onApplied });
    expect(told).toEqual([first.name]);
  });

  it('runs scripts whose semicolons do not end a statement', async () => {
    const sql = "CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN ';'; END $$;";
    await migrate(databaseUrl, { migrations: [{ name: '20260101000000_function', sql }] });
    const { rows } = await withClient(databaseUrl, (client) => client.query('SELECT f()'));
    expect(rows).toEqual([{ f: ';' }]);
  });

  it('names a refused migration with its line, keeps nothing of it and asks for a decision', async () => {
    const migrations = [first, broken];
    await expect(migrate(databaseUrl, { migrations })).rejects.toMatchObject({
      code: 'rejected',
      message: expect.stringMatching(
        /20260102000000_broken was refused at line 2: .*"missing" does not exist/,
      ),
    });
    expect(await tables()).toEqual(['_prisma_migrations', 'a']);
    await expect(migrate(databaseUrl, { migrations })).rejects.toMatchObject({ code: 'failed' });
    await markRolledBack(databaseUrl, broken.name);
    const mended = { ...broken, sql: 'CREATE TABLE b (id int);' };
    expect(await migrate(databaseUrl, { migrations: [first, mended] })).toEqual([broken.name]);
  });

  it('refuses a migration that was edited after it ran', async () => {
    await migrate(databaseUrl, { migrations: [first] });
    const edited = { ...first, sql: `${first.sql}\nSELECT 1;` };
    await expect(migrate(databaseUrl, { migrations: [edited] })).rejects.toMatchObject({ code: 'edited' });
  });

  it('leaves a database alone that is ahead', async () => {
    const second = { ...broken, sql: 'CREATE TABLE b (id int);' };
    await migrate(databaseUrl, { migrations: [first, second] });
    expect(await migrate(databaseUrl, { migrations: [first] })).toEqual([]);
  });

  it('says what cannot be reached, without the password', async () => {
    const missing = withDatabase(adminUrl, 'lyceum_nowhere');
    await expect(migrate(missing)).rejects.toMatchObject({ code: 'unreachable' });
    await expect(migrate(missing)).rejects.toThrow(/lyceum_nowhere \(3D000\)/);
    await expect(migrate('postgresql://u:secret@127.0.0.1:9/x')).rejects.toThrow(
      /^(?!.*secret).*ECONNREFUSED/s,
    );
  });
});

describe('checks', () => {
  it('finds the repository’s own migrations fit', async () => {
    expect(await checkMigrations()).toEqual([]);
  });

  it('finds a foreign key without a full index that begins with it', async () => {
    await execute(
      databaseUrl,
      `CREATE TABLE a (id int PRIMARY KEY, x int, y int, UNIQUE (x, y));
       CREATE TABLE b (x int, y int, z int, CONSTRAINT reversed FOREIGN KEY (y, x) REFERENCES a (x, y));
       CREATE TABLE c (z int, a_id int CONSTRAINT second_column REFERENCES a);
       CREATE TABLE d (a_id int CONSTRAINT partial REFERENCES a);
       CREATE INDEX ON b (x, y, z);
       CREATE INDEX ON c (z, a_id);
       CREATE INDEX ON d (a_id) WHERE a_id > 1;`,
    );
    const found = await findUnindexedForeignKeys(databaseUrl);
    expect(found).toEqual([expect.stringContaining('second_column'), expect.stringContaining('partial')]);
  });
});
