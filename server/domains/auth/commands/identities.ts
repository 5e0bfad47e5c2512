import type { z } from 'zod';
import { findIdentityOffer } from '@/server/domains/auth/commands/identity-sign-in';
import { removingWayIn, type WithProviders } from '@/server/domains/auth/commands/ways-in';
import type { AuthContext } from '@/server/domains/auth/context';
import type { byIdentity, byOffer, identityWritten } from '@/server/domains/auth/contract/identities';
import { authErrors } from '@/server/domains/auth/errors';
import { authEvents } from '@/server/domains/auth/events';
import { claimIdentityChallenge } from '@/server/domains/auth/repo/challenges';
import { deleteIdentity, insertIdentity, selectIdentity } from '@/server/domains/auth/repo/identities';
import type { UserActor } from '@/server/platform/actor';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';

type OwnContext = AuthContext & { readonly actor: UserActor };

/**
 * Connects an account elsewhere, which the caller has just signed in to, to theirs: from now on it opens it. The owner is
 * told by mail.
 *
 * @throws AppError `auth/identity_over`; `auth/identity_taken` when it opens an account already; `auth/identity_second` when
 *   theirs has another of the same provider.
 */
export async function linkIdentity(
  ctx: OwnContext,
  { token }: z.output<typeof byOffer>,
): Promise<z.infer<typeof identityWritten>> {
  const { offerId, provider, subject, label } = await findIdentityOffer(ctx, token);
  const { userId } = ctx.actor;
  const at = ctx.clock.now();
  const id = newId();
  return await transact(ctx.db, async (tx) => {
    if (!(await claimIdentityChallenge(tx, offerId, { userId, at }))) {
      throw new AppError(authErrors.identity_over);
    }
    if (!(await insertIdentity(tx, { id, userId, provider, subject, label, linkedAt: at }))) {
      // Somebody's account already, or the second of its provider for this one.
      const owner = await selectIdentity(tx, { provider, subject });
      throw new AppError(owner === null ? authErrors.identity_second : authErrors.identity_taken);
    }
    await emit(tx, authEvents.securityNoticed, { userId, notice: 'identity_added' });
    await recordAudit(tx, ctx, {
      action: 'identity.linked',
      subject: { type: 'user', id: userId },
      after: { provider },
    });
    return { identityId: id };
  });
}

/**
 * Ends a connection: the account elsewhere does not open the caller's any more. The owner is told by mail.
 *
 * @throws AppError `auth/identity_not_found`, also for somebody else's; `auth/last_way_in`.
 */
export async function removeIdentity(
  ctx: UserContext & WithProviders,
  { identityId }: z.output<typeof byIdentity>,
): Promise<z.infer<typeof identityWritten>> {
  const { userId } = ctx.actor;
  return await transact(ctx.db, async (tx) => {
    let provider: string | null = null;
    await removingWayIn(tx, { userId, providers: ctx.providers }, async () => {
      provider = await deleteIdentity(tx, { id: identityId, userId });
      if (provider === null) throw new AppError(authErrors.identity_not_found);
    });
    await emit(tx, authEvents.securityNoticed, { userId, notice: 'identity_removed' });
    await recordAudit(tx, ctx, {
      action: 'identity.unlinked',
      subject: { type: 'user', id: userId },
      before: { provider },
    });
    return { identityId };
  });
}
