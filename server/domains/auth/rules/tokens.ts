import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

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

/**
 * Returns the token that stands for a row in a mailed link: its id and a keyed tag over id and purpose. It is derived
 * when the mail is made, so that no secret waits in an event or a workflow's state.
 */
export function tokenFor(secret: string, purpose: TagPurpose, id: string): string {
  return `${id}.${tagOf(secret, purpose, id)}`;
}

/** Returns the row id of a token that this secret made for this purpose, or null. Takes the same time for every wrong tag. */
export function readToken(secret: string, purpose: TagPurpose, token: string): string | null {
  const [id, tag] = token.split('.');
  if (id === undefined || tag === undefined) return null;
  const expected = Buffer.from(tagOf(secret, purpose, id));
  const given = Buffer.from(tag);
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
}

/** Returns what is stored of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function tagOf(secret: string, purpose: TagPurpose, id: string): string {
  return createHmac('sha256', secret).update(`lyceum.${purpose}.${id}`).digest('base64url');
}
