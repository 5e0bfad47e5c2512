import { selectCredential } from '@/server/domains/auth/repo';
import { selectSession, touchSession } from '@/server/domains/auth/repo/sessions';
import { type ActedAs, mayActAs } from '@/server/domains/auth/rules/may-act-as';
import { findAccount } from '@/server/domains/users';
import type { UserActor } from '@/server/platform/actor';
import type { Conn } from '@/server/platform/db';

/** What a session cookie claims. */
export type SessionClaim = {
  readonly userId: string;
  readonly sessionId: string;
  /** Generation of the person's sessions: raised when their password changes. */
  readonly sessionVersion: number;
};

/** Being seen is written down at most this often. */
const touchEveryMs = 5 * 60_000;

/** Returns the person a session was issued to, or null when it has been ended since or the person may not come in. */
export async function findActor(conn: Conn, claim: SessionClaim, now: Date): Promise<UserActor | null> {
  const [account, credential, session] = await Promise.all([
    findAccount(conn, claim.userId),
    selectCredential(conn, claim.userId),
    selectSession(conn, claim.sessionId),
  ]);
  if (account === null || account.suspendedAt !== null || account.erasedAt !== null) return null;
  if ((credential?.sessionVersion ?? 1) !== claim.sessionVersion) return null;
  if (session === null || session.userId !== account.id) return null;
  if (session.revokedAt !== null || session.expiresAt <= now) return null;
  if (now.getTime() - session.lastSeenAt.getTime() > touchEveryMs) await touchSession(conn, session.id, now);
  const { id, provenAt, impersonatorId } = session;
  if (impersonatorId !== null && !(await mayStillActAs(conn, impersonatorId, account))) return null;
  return { kind: 'user', userId: account.id, role: account.role, session: { id, provenAt, impersonatorId } };
}

/** Whoever lost the right to act as this person since they began has lost the session too. */
async function mayStillActAs(conn: Conn, impersonatorId: string, target: ActedAs): Promise<boolean> {
  const impersonator = await findAccount(conn, impersonatorId);
  if (impersonator === null || impersonator.suspendedAt !== null) return false;
  return mayActAs({ userId: impersonator.id, role: impersonator.role }, target);
}
