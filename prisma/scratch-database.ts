import { randomUUID } from 'node:crypto';
import { startTestPostgres } from '@/local/postgres/start-test-postgres';
import { execute, withDatabase } from './connection';

/**
 * Runs `work` with the URL of an empty database that is dropped afterwards.
 *
 * It lives on the server of `TEST_DATABASE_URL` (whose role must be allowed to create databases) or of the test run that
 * asks, else on an embedded one started for the purpose. The database that `DATABASE_URL` names is never touched.
 */
export async function withScratchDatabase<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const given = process.env['TEST_DATABASE_ADMIN_URL'] ?? process.env['TEST_DATABASE_URL'];
  const started = given ? undefined : await startTestPostgres();
  const serverUrl = started?.url ?? given ?? '';
  const name = `lyceum_scratch_${randomUUID()}`;
  try {
    await execute(serverUrl, `CREATE DATABASE "${name}"`);
    try {
      return await work(withDatabase(serverUrl, name));
    } finally {
      await execute(serverUrl, `DROP DATABASE "${name}" WITH (FORCE)`);
    }
  } finally {
    await started?.stop();
  }
}
