import type { ActorSession } from '@/server/platform/actor';

/** For so long after proving who they are, a person may do what is sensitive. */
const proofLastsMs = 10 * 60_000;

/** Tells whether the person of a session has proven recently enough who they are. */
export function isRecentlyProven(session: ActorSession | undefined, now: Date): boolean {
  return session !== undefined && now.getTime() - session.provenAt.getTime() <= proofLastsMs;
}
