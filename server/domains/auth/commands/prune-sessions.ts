import { deleteSessionsExpiredBefore } from '@/server/domains/auth/repo/sessions';
import type { Clock } from '@/server/platform/clock';
import type { Db } from '@/server/platform/db';

/** A session that is over is listed no longer than this many days. */
const keepDays = 30;

/** Removes sessions that expired long ago, at most `limit` of them; returns how many. */
export async function pruneSessions(db: Db, clock: Clock, limit: number): Promise<number> {
  const before = new Date(clock.now().getTime() - keepDays * 86_400_000);
  return await deleteSessionsExpiredBefore(db, before, limit);
}
