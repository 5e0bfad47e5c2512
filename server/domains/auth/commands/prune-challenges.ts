import { deleteChallengesExpiredBefore } from '@/server/domains/auth/repo/challenges';
import type { Clock } from '@/server/platform/clock';
import type { Db } from '@/server/platform/db';

/** Removes steps of sign-ins that are over, at most `limit` of them; returns how many. */
export async function pruneChallenges(db: Db, clock: Clock, limit: number): Promise<number> {
  return await deleteChallengesExpiredBefore(db, clock.now(), limit);
}
