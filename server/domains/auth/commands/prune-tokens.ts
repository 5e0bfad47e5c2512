import { deleteTokensExpiredBefore } from '@/server/domains/auth/repo';
import type { Clock } from '@/server/platform/clock';
import type { Db } from '@/server/platform/db';

/** A link that expired this many days ago is said to be unknown instead of expired. */
const keepDays = 30;

/** Removes mailed tokens that expired long ago, at most `limit` of them; returns how many. */
export async function pruneTokens(db: Db, clock: Clock, limit: number): Promise<number> {
  return await deleteTokensExpiredBefore(db, new Date(clock.now().getTime() - keepDays * 86_400_000), limit);
}
