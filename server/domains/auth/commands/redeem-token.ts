import { authErrors } from '@/server/domains/auth/errors';
import { expireOpenTokens, lockOpenTokens, markTokenUsed, selectToken } from '@/server/domains/auth/repo';
import { hashToken, readToken, type TokenPurpose } from '@/server/domains/auth/rules/tokens';
import type { Conn, Tx } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/** A mailed token that would work now. */
export type OpenToken = {
  readonly id: string;
  readonly userId: string;
  readonly passwordHash: string | null;
  readonly personName: string | null;
};

/**
 * Returns the row of a mailed token that works now, and leaves it open.
 *
 * @throws AppError `auth/token_invalid`, `auth/token_expired`, `auth/token_used`.
 */
export async function findOpenToken(
  conn: Conn,
  secret: string,
  request: { token: string; purpose: TokenPurpose; at: Date },
): Promise<OpenToken> {
  const id = readToken(secret, request.purpose, request.token);
  if (id === null) throw new AppError(authErrors.token_invalid);
  const row = await selectToken(conn, hashToken(request.token));
  if (row === null || row.id !== id) throw new AppError(authErrors.token_invalid);
  if (row.usedAt !== null) throw new AppError(authErrors.token_used);
  if (row.expiresAt <= request.at) throw new AppError(authErrors.token_expired);
  return row;
}

/**
 * Uses an open token up inside the transaction of its effect, and ends every other open link of its person.
 *
 * @throws AppError `auth/token_used` when somebody else was faster.
 */
export async function redeemToken(tx: Tx, token: OpenToken, at: Date): Promise<void> {
  await lockOpenTokens(tx, token.userId);
  if (!(await markTokenUsed(tx, token.id, at))) throw new AppError(authErrors.token_used);
  await expireOpenTokens(tx, token.userId, at);
}
