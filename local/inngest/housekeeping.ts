import type { Database } from './store/database';

/** How long ended runs and processed events are kept. */
const RETENTION_DAYS = 14;
const BATCH = 1000;

/** Removes what is past its retention, a bounded amount at a time. */
export async function tidy(database: Database): Promise<void> {
  const values = [RETENTION_DAYS, BATCH];
  await database.query(
    `DELETE FROM run WHERE id IN (
       SELECT id FROM run WHERE ended_at < now() - make_interval(days => $1) ORDER BY ended_at LIMIT $2)`,
    values,
  );
  await database.query(
    `DELETE FROM event WHERE seq IN (
       SELECT seq FROM event WHERE processed_at IS NOT NULL
         AND received_at < now() - make_interval(days => $1) ORDER BY received_at LIMIT $2)`,
    values,
  );
  await database.query(
    `DELETE FROM limiter WHERE key IN (
       SELECT key FROM limiter WHERE free_at < now() - interval '1 day' LIMIT $1)`,
    [BATCH],
  );
}
