import { deleteEmailChangesOverBefore } from '@/server/domains/auth/repo/email-changes';
import type { Clock } from '@/server/platform/clock';
import type { Db } from '@/server/platform/db';

/** A wish that came to its end is of use to nobody, and names an address that may be somebody else's, after this many days. */
const keepDays = 30;

/** Removes wishes for another address that were over long ago, at most `limit` of them; returns how many. */
export async function pruneEmailChanges(db: Db, clock: Clock, limit: number): Promise<number> {
  const before = new Date(clock.now().getTime() - keepDays * 86_400_000);
  return await deleteEmailChangesOverBefore(db, before, limit);
}
