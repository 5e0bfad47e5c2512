import type { z } from 'zod';
import { issueToken } from '@/server/domains/auth/commands/issue-token';
import { findOpenToken, redeemToken } from '@/server/domains/auth/commands/redeem-token';
import type { AuthContext, ChoiceContext } from '@/server/domains/auth/context';
import type { mailSent, requestResetInput, resetPasswordInput } from '@/server/domains/auth/contract';
import { authErrors } from '@/server/domains/auth/errors';
import { authEvents } from '@/server/domains/auth/events';
import { mayMail } from '@/server/domains/auth/limits';
import { atPace } from '@/server/domains/auth/pace';
import { requireStrongPassword } from '@/server/domains/auth/password-strength';
import { hashPassword } from '@/server/domains/auth/passwords';
import { replacePassword } from '@/server/domains/auth/repo';
import { findAccount, findAccountByEmail, verifyEmail } from '@/server/domains/users';
import { recordAudit } from '@/server/platform/audit/record';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

/** Mails a link to choose a new password if the address has an account; neither the answer nor its pace tells. */
export async function requestReset(
  ctx: AuthContext,
  input: z.output<typeof requestResetInput>,
): Promise<z.infer<typeof mailSent>> {
  return await atPace(ctx.clock, async () => {
    if (await mayMail(ctx.redis, 'reset', input.email)) await orderResetMail(ctx, input.email);
    return { status: 'mail_sent' };
  });
}

async function orderResetMail(ctx: AuthContext, email: string): Promise<void> {
  const at = ctx.clock.now();
  await transact(ctx.db, async (tx) => {
    const account = await findAccountByEmail(tx, email);
    if (account === null) return;
    const tokenId = await issueToken(tx, ctx.secret, { userId: account.id, purpose: 'reset_password', at });
    await emit(tx, authEvents.resetRequested, { userId: account.id, tokenId });
  });
}

/**
 * Sets a new password by a mailed token, ends all sessions and all other open links, and counts the mailbox as proven.
 *
 * @returns the address to sign in with.
 * @throws AppError `auth/token_invalid`, `auth/token_expired`, `auth/token_used`.
 */
export async function resetPassword(
  ctx: AuthContext & ChoiceContext,
  input: z.output<typeof resetPasswordInput>,
): Promise<{ email: string }> {
  const at = ctx.clock.now();
  const link = await findOpenToken(ctx.db, ctx.secret, { token: input.token, purpose: 'reset_password', at });
  const { userId } = link;
  const owner = await findAccount(ctx.db, userId);
  await requireStrongPassword(ctx, input.password, owner === null ? [] : [owner.name, owner.email]);
  const passwordHash = await hashPassword(input.password);
  return await transact(ctx.db, async (tx) => {
    await redeemToken(tx, link, at);
    await replacePassword(tx, userId, passwordHash, at);
    await verifyEmail(tx, userId, { at, name: null });
    await emit(tx, authEvents.passwordChanged, { userId });
    await recordAudit(tx, ctx, { action: 'password.changed', subject: { type: 'user', id: userId } });
    const account = await findAccount(tx, userId);
    if (account === null) throw new AppError(authErrors.token_invalid);
    return { email: account.email };
  });
}
