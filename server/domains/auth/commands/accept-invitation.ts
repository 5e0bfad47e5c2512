import type { z } from 'zod';
import { findOpenToken, redeemToken } from '@/server/domains/auth/commands/redeem-token';
import type { AuthContext, ChoiceContext } from '@/server/domains/auth/context';
import type { acceptInvitationInput, resetPasswordResult } from '@/server/domains/auth/contract';
import { authErrors } from '@/server/domains/auth/errors';
import { authEvents } from '@/server/domains/auth/events';
import { requireStrongPassword } from '@/server/domains/auth/password-strength';
import { hashPassword } from '@/server/domains/auth/passwords';
import { replacePassword } from '@/server/domains/auth/repo';
import { findAccount, verifyEmail } from '@/server/domains/users';
import { recordAudit } from '@/server/platform/audit/record';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

/**
 * Takes up an invitation: the person says their name, chooses a password and agrees to the terms; the mailbox is proven
 * by the link.
 *
 * @returns the address to sign in with.
 * @throws AppError `auth/token_invalid`, `auth/token_expired`; `auth/token_used`, also when the address was proven otherwise
 *   since; what {@link requireStrongPassword} throws.
 */
export async function acceptInvitation(
  ctx: AuthContext & ChoiceContext,
  input: z.output<typeof acceptInvitationInput>,
): Promise<z.infer<typeof resetPasswordResult>> {
  const at = ctx.clock.now();
  const link = await findOpenToken(ctx.db, ctx.secret, { token: input.token, purpose: 'invitation', at });
  const { userId } = link;
  const account = await findAccount(ctx.db, userId);
  if (account === null) throw new AppError(authErrors.token_invalid);
  await requireStrongPassword(ctx, input.password, [input.name, account.email]);
  const passwordHash = await hashPassword(input.password);
  return await transact(ctx.db, async (tx) => {
    await redeemToken(tx, link, at);
    if (!(await verifyEmail(tx, userId, { at, name: input.name }))) throw new AppError(authErrors.token_used);
    await replacePassword(tx, userId, passwordHash, at);
    await emit(tx, authEvents.invitationAccepted, { userId });
    await recordAudit(tx, ctx, { action: 'password.changed', subject: { type: 'user', id: userId } });
    return { email: account.email };
  });
}
