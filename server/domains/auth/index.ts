import { selectCredential } from '@/server/domains/auth/repo';
import { hasConfirmedTotp } from '@/server/domains/auth/repo/factors';
import { selectOpenSessions } from '@/server/domains/auth/repo/sessions';
import type { Conn } from '@/server/platform/db';

export { pruneApiKeys } from '@/server/domains/auth/commands/api-keys';
export { orderInvitation, orderReset, shutOut } from '@/server/domains/auth/commands/for-staff';
export { tokenLifeMs } from '@/server/domains/auth/commands/issue-token';
export { pruneChallenges } from '@/server/domains/auth/commands/prune-challenges';
export { pruneEmailChanges } from '@/server/domains/auth/commands/prune-email-changes';
export { pruneSessions } from '@/server/domains/auth/commands/prune-sessions';
export { pruneTokens } from '@/server/domains/auth/commands/prune-tokens';
export { authEvents } from '@/server/domains/auth/events';
export { mayMail } from '@/server/domains/auth/limits';
export { authAreas, eraseAddressElsewhere, eraseSignIn } from '@/server/domains/auth/personal-data';
export { findEmailChange } from '@/server/domains/auth/queries/find-email-change';
export { mayActAs } from '@/server/domains/auth/rules/may-act-as';
export { readToken, tokenFor } from '@/server/domains/auth/rules/tokens';

/** Returns where a person is signed in now, latest use first, at most `limit`. Only for who may read about people. */
export async function listSessionsOf(conn: Conn, userId: string, options: { now: Date; limit: number }) {
  return await selectOpenSessions(conn, userId, options);
}

/** Returns by what a person can prove themselves. */
export async function findProofs(conn: Conn, userId: string) {
  const [credential, hasSecondFactor] = await Promise.all([
    selectCredential(conn, userId),
    hasConfirmedTotp(conn, userId),
  ]);
  return { hasPassword: credential !== null, hasSecondFactor };
}
