import { insertToken } from '@/server/domains/auth/repo';
import { hashToken, type TokenPurpose, tokenFor } from '@/server/domains/auth/rules/tokens';
import type { Tx } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';

/** How long a mailed link works, in ms. */
export const tokenLifeMs = {
  verify_email: 24 * 3_600_000,
  reset_password: 3_600_000,
  magic_link: 15 * 60_000,
  invitation: 14 * 86_400_000,
  change_email_old: 24 * 3_600_000,
  change_email_new: 24 * 3_600_000,
} as const satisfies Record<TokenPurpose, number>;

/** What somebody chose when they registered; it counts only once they have proven that the mailbox is theirs. */
export type Registration = { readonly passwordHash: string; readonly personName: string };

/** A link to mail: one that confirms an address belongs to the registration that asked for it. */
export type TokenRequest = { readonly userId: string; readonly at: Date } & (
  | { readonly purpose: 'verify_email'; readonly registration: Registration }
  | { readonly purpose: Exclude<TokenPurpose, 'verify_email'> }
);

/** Makes a token row for a person and returns its id; the token itself is derived when the mail is written. */
export async function issueToken(tx: Tx, secret: string, request: TokenRequest): Promise<string> {
  const { userId, purpose, at } = request;
  const id = newId();
  await insertToken(tx, {
    id,
    userId,
    purpose,
    tokenHash: hashToken(tokenFor(secret, purpose, id)),
    createdAt: at,
    expiresAt: new Date(at.getTime() + tokenLifeMs[purpose]),
    ...(request.purpose === 'verify_email' ? request.registration : {}),
  });
  return id;
}
