import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startTestPostgres } from '../../postgres/start-test-postgres';

/** A database of one's own. */
export interface TestDatabase {
  url: string;
  /** Runs a statement in it. */
  query: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  drop: () => Promise<void>;
}

async function run<Row extends pg.QueryResultRow>(url: string, text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Creates an empty database on the server of the test run, or on one started for it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const given = process.env['TEST_DATABASE_ADMIN_URL'];
  const server = given ? null : await startTestPostgres();
  const adminUrl = given ?? server?.url ?? '';
  const name = `inngest_${randomBytes(6).toString('hex')}`;
  await run(adminUrl, `CREATE DATABASE ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    query: (text, values) => run(url.href, text, values),
    drop: async () => {
      await run(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await server?.stop();
    },
  };
}
