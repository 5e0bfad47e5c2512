import { issueToken, type Registration } from '@/server/domains/auth/commands/issue-token';
import { authEvents } from '@/server/domains/auth/events';
import type { Tx } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

/** Orders the mail whose link confirms an address for one registration. */
export async function askToConfirm(
  tx: Tx,
  secret: string,
  request: { userId: string; registration: Registration; returnTo: string | undefined; at: Date },
): Promise<void> {
  const { userId, registration, at } = request;
  const tokenId = await issueToken(tx, secret, { userId, purpose: 'verify_email', registration, at });
  await emit(tx, authEvents.verificationRequested, { userId, tokenId, returnTo: request.returnTo ?? null });
}
