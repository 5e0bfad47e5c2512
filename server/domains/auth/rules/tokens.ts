import { createHash } from 'node:crypto';
import { openLink, sealLink } from '@/server/platform/link-token';

/** What a mailed token is good for. */
export type TokenPurpose =
  | 'verify_email'
  | 'reset_password'
  | 'magic_link'
  | 'invitation'
  | 'change_email_old'
  | 'change_email_new';

/** What a tag vouches for: a mailed token, or a sign-in that has begun and waits for its next step, or the way back from an
 * erasure. */
export type TagPurpose =
  | TokenPurpose
  | 'second_factor'
  | 'passkey_sign_in'
  | 'identity_link'
  | 'withdraw_erasure';

/** Returns the token that stands for a row in a mailed link. */
export function tokenFor(secret: string, purpose: TagPurpose, id: string): string {
  return sealLink(secret, purpose, id);
}

/** Returns the row id of a token that this secret made for this purpose, or null. Takes the same time for every wrong tag. */
export function readToken(secret: string, purpose: TagPurpose, token: string): string | null {
  return openLink(secret, purpose, token);
}

/** Returns what is stored of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
