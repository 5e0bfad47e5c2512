import { Pool } from 'pg';
import { sessionOptions } from '@/server/platform/db/session';
import { env } from '@/server/platform/env';
import { singleton } from '@/server/platform/singleton';

/** Returns the process's connection pool, whose sessions are in UTC. Nothing is dialled before the first query. */
export function primaryPool(): Pool {
  return singleton('db.pool', () => {
    const pool = new Pool({
      connectionString: env().DATABASE_URL,
      options: sessionOptions,
      max: env().DATABASE_POOL_SIZE,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
    });
    // An idle connection that PostgreSQL drops is replaced at next use; without a listener it would end the process.
    pool.on('error', () => undefined);
    // A session may be lost in the very packet that hands it to whoever waits for it, before that one can listen.
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  });
}
