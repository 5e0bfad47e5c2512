import { execute, withClient, withDatabase } from '@/prisma/connection';

const databaseExists = 'SELECT 1 FROM pg_database WHERE datname = $1';
const databasesOfRun = 'SELECT datname FROM pg_database WHERE starts_with(datname, $1)';

/** Two runs may share a server (`TEST_DATABASE_URL`), so that the run is part of the name. */
function prefixOf(runId: string): string {
  return `lyceum_test_${runId}_`;
}

/** Returns the URL of the database of one worker of one run, made from `template` when it does not exist yet. */
export async function ensureWorkerDatabase(
  adminUrl: string,
  template: string,
  runId: string,
): Promise<string> {
  const name = `${prefixOf(runId)}${process.env['VITEST_POOL_ID'] ?? '1'}`;
  const found = await withClient(adminUrl, (client) => client.query(databaseExists, [name]));
  if (found.rowCount === 0) await execute(adminUrl, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  return withDatabase(adminUrl, name);
}

/** Removes the databases of all workers of a run. */
export async function dropWorkerDatabases(adminUrl: string, runId: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(databasesOfRun, [prefixOf(runId)]);
    for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
  });
}

/**
 * Removes every row of the application's tables, in about a millisecond.
 *
 * `DELETE` of few rows is some fifty times as quick as `TRUNCATE`, which makes new files for every table and index.
 * Foreign keys are not looked at on the way, as nothing remains that could break them.
 */
export const emptyAllTables = `
  DO $$
  DECLARE name text;
  BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN
      SELECT oid::regclass::text FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations'
    LOOP
      EXECUTE format('DELETE FROM %s', name);
    END LOOP;
  END $$`;
