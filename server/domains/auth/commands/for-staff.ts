import { issueToken } from '@/server/domains/auth/commands/issue-token';
import { authEvents } from '@/server/domains/auth/events';
import { expireOpenTokens } from '@/server/domains/auth/repo';
import { closeChallenges } from '@/server/domains/auth/repo/challenges';
import { endSessions } from '@/server/domains/auth/repo/sessions';
import type { Tx } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

/** Whose mail is ordered, with what key its token is made, and when. */
export type MailOrder = { readonly userId: string; readonly secret: string; readonly at: Date };

/** Ends every session, every open link and every sign-in under way of a person, and returns how many sessions those were. */
export async function shutOut(tx: Tx, userId: string, at: Date): Promise<number> {
  await expireOpenTokens(tx, userId, at);
  await closeChallenges(tx, userId, at);
  return await endSessions(tx, userId, { at });
}

/** Orders the mail that invites a person to choose a password; earlier invitations go on working. */
export async function orderInvitation(tx: Tx, { userId, secret, at }: MailOrder): Promise<void> {
  const tokenId = await issueToken(tx, secret, { userId, purpose: 'invitation', at });
  await emit(tx, authEvents.invitationOrdered, { userId, tokenId });
}

/** Orders the mail by which a person chooses a new password, which also proves their address. */
export async function orderReset(tx: Tx, { userId, secret, at }: MailOrder): Promise<void> {
  const tokenId = await issueToken(tx, secret, { userId, purpose: 'reset_password', at });
  await emit(tx, authEvents.resetRequested, { userId, tokenId });
}
