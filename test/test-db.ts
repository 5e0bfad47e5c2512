import { Pool } from 'pg';
import { createDb, type Db } from '@/server/platform/db';
import { sessionOptions } from '@/server/platform/db/session';

/** Races fire ten at once, and a test may look on while they run. */
const poolSize = 12;

let open: { readonly db: Db; readonly pool: Pool } | undefined;

/** Returns the client of this worker's own database, which is empty at the start of every test. */
export function testDb(): Db {
  if (open) return open.db;
  const connectionString = process.env['DATABASE_URL'];
  if (!connectionString) throw new Error('testDb() works in *.int.test.ts only.');
  const pool = new Pool({ connectionString, max: poolSize, options: sessionOptions });
  open = { db: createDb(pool), pool };
  return open.db;
}

/** Ends the connections of `testDb()`. */
export async function closeTestDb(): Promise<void> {
  await open?.db.$disconnect();
  await open?.pool.end();
  open = undefined;
}
