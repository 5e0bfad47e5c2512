import { privacyErrors } from '@/server/domains/privacy/errors';
import { deleteErasure, selectErasure } from '@/server/domains/privacy/repo/erasures';
import { readWithdrawal } from '@/server/domains/privacy/rules/withdrawal-link';
import { recordAudit } from '@/server/platform/audit/record';
import type { UseCaseContext, UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/**
 * Withdraws the caller's wish to be forgotten.
 *
 * @throws AppError `privacy/erasure_not_found`, `privacy/erasure_under_way` when its time has come.
 */
export async function withdrawErasure(ctx: UserContext): Promise<{ status: 'withdrawn' }> {
  return await withdraw(ctx, { userId: ctx.actor.userId });
}

/**
 * Withdraws the wish that the link of a mail names.
 *
 * @throws AppError as {@link withdrawErasure}; also for a link that is none of ours.
 */
export async function withdrawErasureByLink(
  ctx: UseCaseContext & { readonly secret: string },
  { token }: { token: string },
): Promise<{ status: 'withdrawn' }> {
  const wish = readWithdrawal(ctx.secret, token);
  if (wish === null) throw new AppError(privacyErrors.erasure_not_found);
  return await withdraw(ctx, wish);
}

async function withdraw(
  ctx: UseCaseContext,
  wish: { readonly userId: string; readonly requestedAt?: Date },
): Promise<{ status: 'withdrawn' }> {
  const now = ctx.clock.now();
  return await transact(ctx.db, async (tx) => {
    if (!(await deleteErasure(tx, wish, now))) {
      const standing = await selectErasure(tx, wish.userId);
      const isDue = standing !== null && standing.dueAt <= now;
      throw new AppError(isDue ? privacyErrors.erasure_under_way : privacyErrors.erasure_not_found);
    }
    await recordAudit(tx, ctx, {
      action: 'erasure.withdrawn',
      subject: { type: 'user', id: wish.userId },
    });
    return { status: 'withdrawn' };
  });
}
