import { Client } from 'pg';
import { afterAll, beforeEach, inject } from 'vitest';
import { closeTestDb } from './test-db';
import { testEnv } from './test-env';
import { emptyAllTables, ensureWorkerDatabase } from './worker-database';

const databaseUrl = await ensureWorkerDatabase(
  inject('databaseAdminUrl'),
  inject('databaseTemplate'),
  inject('databaseRunId'),
);

// Before the test file is loaded, so that server code finds its settings whenever it looks.
Object.assign(process.env, testEnv, { DATABASE_URL: databaseUrl });

const cleaner = new Client({ connectionString: databaseUrl });
await cleaner.connect();

beforeEach(async () => {
  await cleaner.query(emptyAllTables);
});

afterAll(async () => {
  await Promise.all([closeTestDb(), cleaner.end()]);
});
