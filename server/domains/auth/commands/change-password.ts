import type { z } from 'zod';
import type { ChoiceContext } from '@/server/domains/auth/context';
import type { changePasswordInput, resetPasswordResult } from '@/server/domains/auth/contract';
import { authErrors } from '@/server/domains/auth/errors';
import { authEvents } from '@/server/domains/auth/events';
import { countWrongPassword, requireUnblocked } from '@/server/domains/auth/limits';
import { requireStrongPassword } from '@/server/domains/auth/password-strength';
import { hashPassword, isPassword } from '@/server/domains/auth/passwords';
import { expireOpenTokens, replacePassword, selectCredential } from '@/server/domains/auth/repo';
import { findAccount } from '@/server/domains/users';
import type { RedisPort } from '@/server/platform/adapters/redis';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError, platformErrors } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

/** What changing a password needs besides who asks: where wrong guesses are counted, and from where they come. */
export type ChangePasswordContext = UserContext &
  ChoiceContext & { readonly redis: RedisPort; readonly address: string };

/**
 * Replaces the caller's password and ends every session, this one too: a copy of its cookie is worth nothing any more,
 * and the form signs in anew with the password it has. The owner is told by mail.
 *
 * @returns the address to sign in with.
 * @throws AppError `auth/current_password_wrong` at `currentPassword`, what {@link requireStrongPassword} throws, and
 *   `platform/rate_limited` after too many wrong guesses.
 */
export async function changePassword(
  ctx: ChangePasswordContext,
  input: z.output<typeof changePasswordInput>,
): Promise<z.infer<typeof resetPasswordResult>> {
  const { userId } = ctx.actor;
  const [account, credential] = await Promise.all([
    findAccount(ctx.db, userId),
    selectCredential(ctx.db, userId),
  ]);
  if (account === null) throw new AppError(platformErrors.unauthenticated);
  const attempt = { email: account.email, address: ctx.address };
  await requireUnblocked(ctx.redis, attempt);
  if (!(await isPassword(credential?.passwordHash ?? null, input.currentPassword))) {
    await countWrongPassword(ctx.redis, attempt);
    throw new AppError(authErrors.current_password_wrong, { field: 'currentPassword' });
  }
  await requireStrongPassword(ctx, input.password, [account.name, account.email]);
  const passwordHash = await hashPassword(input.password);
  const at = ctx.clock.now();
  return await transact(ctx.db, async (tx) => {
    await replacePassword(tx, userId, passwordHash, at);
    await expireOpenTokens(tx, userId, at);
    await emit(tx, authEvents.passwordChanged, { userId });
    await recordAudit(tx, ctx, { action: 'password.changed', subject: { type: 'user', id: userId } });
    return { email: account.email };
  });
}
