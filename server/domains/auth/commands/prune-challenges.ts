import { deleteChallengesExpiredBefore } from '@/server/domains/auth/repo/challenges';
import type { Clock } from '@/server/platform/clock';
import type { Db } from '@/server/platform/db';

/** A sign-in that was begun and not finished is of no use to anybody after this many days. */
const keepDays = 1;

/** Removes steps of sign-ins that expired long ago, at most `limit` of them; returns how many. */
export async function pruneChallenges(db: Db, clock: Clock, limit: number): Promise<number> {
  const before = new Date(clock.now().getTime() - keepDays * 86_400_000);
  return await deleteChallengesExpiredBefore(db, before, limit);
}
