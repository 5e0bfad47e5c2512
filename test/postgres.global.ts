import type { TestProject } from 'vitest/node';
import { startTestPostgres } from '@/local/postgres/start-test-postgres';
import { execute, withClient, withDatabase } from '@/prisma/connection';
import { migrate } from '@/prisma/migrate';
import { fingerprint, readMigrations } from '@/prisma/schema-files';
import { dropWorkerDatabases } from './worker-database';

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the maintenance database, with a role that may create databases. */
    databaseAdminUrl: string;
    /** Name of the migrated, empty database that each test file's own is a copy of. */
    databaseTemplate: string;
    /** Tells this run's databases from those of another on the same server. */
    databaseRunId: string;
  }
}

const databaseExists = 'SELECT 1 FROM pg_database WHERE datname = $1';

/** Created under another name and renamed when whole, so that an interrupted run leaves no half-migrated template. */
async function ensureTemplate(adminUrl: string): Promise<string> {
  const migrations = await readMigrations();
  const name = `lyceum_template_${fingerprint(migrations.map(({ sql }) => sql))}`;
  const found = await withClient(adminUrl, (client) => client.query(databaseExists, [name]));
  if (found.rowCount !== 0) return name;
  const draft = `${name}_${process.pid}`;
  await execute(adminUrl, `CREATE DATABASE "${draft}"`);
  await migrate(withDatabase(adminUrl, draft), { migrations });
  await execute(adminUrl, `ALTER DATABASE "${draft}" RENAME TO "${name}"`);
  return name;
}

/**
 * Gives integration and contract tests one PostgreSQL for the whole run: the one `TEST_DATABASE_URL` names, else an
 * embedded one. Contract tests find it in `TEST_DATABASE_ADMIN_URL` and make databases of their own.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Called once for each project that asks for it; the first call starts the server for all.
  const isFirst = process.env['TEST_DATABASE_ADMIN_URL'] === undefined;
  const given = process.env['TEST_DATABASE_ADMIN_URL'] ?? process.env['TEST_DATABASE_URL'];
  const server = given ? undefined : await startTestPostgres();
  const adminUrl = server?.url ?? given ?? '';
  const runId = String(process.pid);
  process.env['TEST_DATABASE_ADMIN_URL'] = adminUrl;
  project.provide('databaseAdminUrl', adminUrl);
  project.provide('databaseRunId', runId);
  if (project.name === 'integration') project.provide('databaseTemplate', await ensureTemplate(adminUrl));
  return async () => {
    if (!isFirst) return;
    delete process.env['TEST_DATABASE_ADMIN_URL'];
    await dropWorkerDatabases(adminUrl, runId);
    await server?.stop();
  };
}
