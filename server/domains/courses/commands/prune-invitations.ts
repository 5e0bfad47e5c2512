import { deleteEnded } from '@/server/domains/courses/repo/invitations';
import type { Clock } from '@/server/platform/clock';
import type { Db } from '@/server/platform/db';

/** The staff of a course sees this long that nobody has accepted; then the address is forgotten. */
const keepDays = 60;

/** Removes invitations that ended long ago and that nobody has accepted, at most `limit` of them; returns how many. */
export async function pruneInvitations(db: Db, clock: Clock, limit: number): Promise<number> {
  return await deleteEnded(db, new Date(clock.now().getTime() - keepDays * 86_400_000), limit);
}
