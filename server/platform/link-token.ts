import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Returns the token that stands for a row in a mailed link: its id and a keyed tag over id and purpose. It is derived
 * when the mail is made, so that no secret waits in an event or a workflow's state.
 */
export function sealLink(secret: string, purpose: string, id: string): string {
  return `${id}.${tagOf(secret, purpose, id)}`;
}

/** Returns the row id of a token that this secret made for this purpose, or null. Takes the same time for every wrong tag. */
export function openLink(secret: string, purpose: string, token: string): string | null {
  const [id, tag] = token.split('.');
  if (id === undefined || tag === undefined) return null;
  const expected = Buffer.from(tagOf(secret, purpose, id));
  const given = Buffer.from(tag);
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
}

function tagOf(secret: string, purpose: string, id: string): string {
  return createHmac('sha256', secret).update(`lyceum.${purpose}.${id}`).digest('base64url');
}
