import type { z } from 'zod';
import { askToConfirm } from '@/server/domains/auth/commands/ask-to-confirm';
import { findOpenToken, redeemToken } from '@/server/domains/auth/commands/redeem-token';
import type { AuthContext } from '@/server/domains/auth/context';
import type { passwordSignIn, verificationSignIn } from '@/server/domains/auth/contract';
import { authErrors } from '@/server/domains/auth/errors';
import { mayMail } from '@/server/domains/auth/limits';
import { isPassword } from '@/server/domains/auth/passwords';
import { replacePassword, selectCredential } from '@/server/domains/auth/repo';
import { findAccountByEmail, verifyEmail } from '@/server/domains/users';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { firstId } from '@/server/platform/ids';

/** Who has proven themselves, and which generation of sessions that proof belongs to. */
export type SignedIn = { readonly userId: string; readonly sessionVersion: number };

/**
 * Returns who an address and password belong to, or null. Unknown address and wrong password take the same work.
 *
 * @throws AppError `auth/email_not_verified` when the password is right and the address unproven; its link is mailed again.
 */
export async function signInByPassword(
  ctx: AuthContext,
  given: z.output<typeof passwordSignIn>,
): Promise<SignedIn | null> {
  const account = await findAccountByEmail(ctx.db, given.email);
  const credential = await selectCredential(ctx.db, account?.id ?? firstId);
  const fits = await isPassword(credential?.passwordHash ?? null, given.password);
  if (!fits || account === null || credential === null) return null;
  if (account.emailVerifiedAt !== null) {
    return { userId: account.id, sessionVersion: credential.sessionVersion };
  }
  if (await mayMail(ctx.redis, 'confirmation', account.email)) {
    const registration = { passwordHash: credential.passwordHash, personName: account.name };
    const { returnTo } = given;
    const at = ctx.clock.now();
    await transact(
      ctx.db,
      async (tx) => await askToConfirm(tx, ctx.secret, { userId: account.id, registration, returnTo, at }),
    );
  }
  throw new AppError(authErrors.email_not_verified);
}

/**
 * Confirms an address and returns who comes in, or null when the password is not that of the registration the link
 * belongs to. It takes both: the link proves the mailbox, and the password proves that its owner is the one who
 * registered, so that a stranger's registration cannot be confirmed by mistake.
 *
 * @throws AppError `auth/token_invalid`, `auth/token_expired`, `auth/token_used`.
 */
export async function signInByVerification(
  ctx: AuthContext,
  given: z.output<typeof verificationSignIn>,
): Promise<SignedIn | null> {
  const at = ctx.clock.now();
  const link = await findOpenToken(ctx.db, ctx.secret, { token: given.token, purpose: 'verify_email', at });
  const { userId, passwordHash, personName } = link;
  if (passwordHash === null || !(await isPassword(passwordHash, given.password))) return null;
  return await transact(ctx.db, async (tx) => {
    await redeemToken(tx, link, at);
    if (!(await verifyEmail(tx, userId, { at, name: personName }))) throw new AppError(authErrors.token_used);
    const sessionVersion = await replacePassword(tx, userId, passwordHash, at);
    return { userId, sessionVersion };
  });
}
