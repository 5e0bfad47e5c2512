/*
 * npm run gamification:rebuild: completes everybody's ledger of points from what they have learnt, and makes their badges
 * anew from it. It may be run at any time and as often as one likes. Exits with 2 when it could not be done.
 */
import { Pool } from 'pg';
import { z } from 'zod';
import { rebuildEverybody } from '@/server/domains/gamification';
import { createDb } from '@/server/platform/db';
import { sessionOptions } from '@/server/platform/db/session';

const settings = z.object({ DATABASE_URL: z.string().min(1) });

async function main(): Promise<void> {
  const { DATABASE_URL } = settings.parse(process.env);
  const pool = new Pool({ connectionString: DATABASE_URL, options: sessionOptions, max: 1 });
  try {
    const { people, added, granted } = await rebuildEverybody({ db: createDb(pool) });
    console.info(`${people} people: ${added} lines added to the ledger, ${granted} badges granted.`);
  } finally {
    await pool.end();
  }
}

await main().catch((error: unknown) => {
  console.error('The achievements could not be rebuilt.', error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
