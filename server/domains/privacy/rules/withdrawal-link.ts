import { readToken, tokenFor } from '@/server/domains/auth';

/** A wish to be forgotten, as the link that withdraws it names it: an earlier mail withdraws no later wish. */
export type Wish = { readonly userId: string; readonly requestedAt: Date };

/** Returns the token of the link that withdraws a wish. */
export function withdrawalToken(secret: string, { userId, requestedAt }: Wish): string {
  return tokenFor(secret, 'withdraw_erasure', `${userId}:${requestedAt.getTime()}`);
}

/** Returns the wish a token was made for, or null when it is none of ours. */
export function readWithdrawal(secret: string, token: string): Wish | null {
  const [userId, ms] = (readToken(secret, 'withdraw_erasure', token) ?? '').split(':');
  return userId === undefined || ms === undefined ? null : { userId, requestedAt: new Date(Number(ms)) };
}
