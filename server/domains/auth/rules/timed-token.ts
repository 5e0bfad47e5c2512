import { readToken, type TagPurpose, tokenFor } from '@/server/domains/auth/rules/tokens';

/** Returns a token that says itself how long it works, so that nothing has to be kept until it is used. */
export function timedTokenFor(
  secret: string,
  purpose: TagPurpose,
  token: { readonly id: string; readonly expiresAt: Date },
): string {
  return tokenFor(secret, purpose, `${token.id}_${token.expiresAt.getTime()}`);
}

/** Returns the id and the end of a token that this secret made for this purpose and that still works, or null. */
export function readTimedToken(
  secret: string,
  purpose: TagPurpose,
  token: string,
  now: Date,
): { id: string; expiresAt: Date } | null {
  const [id, until] = readToken(secret, purpose, token)?.split('_') ?? [];
  if (id === undefined || until === undefined) return null;
  const expiresAt = new Date(Number(until));
  return expiresAt > now ? { id, expiresAt } : null;
}
