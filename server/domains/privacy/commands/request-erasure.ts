import type { z } from 'zod';
import { listOwnedAlone } from '@/server/domains/courses';
import {
  type ErasureView,
  type eraseForInput,
  graceDays,
  type requestErasureInput,
} from '@/server/domains/privacy/contract';
import { privacyErrors } from '@/server/domains/privacy/errors';
import { privacyEvents } from '@/server/domains/privacy/events';
import { insertErasure } from '@/server/domains/privacy/repo/erasures';
import { findAccount } from '@/server/domains/users';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

const dayMs = 86_400_000;

type Choices = Pick<NonNullable<ErasureView>, 'keepCertificates' | 'keepReviews'>;

/**
 * Orders that the caller is forgotten after the time to think it over.
 *
 * @throws AppError `privacy/confirmation_wrong`, and what {@link eraseFor} throws.
 */
export async function requestErasure(
  ctx: UserContext,
  { confirmation, ...choices }: z.output<typeof requestErasureInput>,
): Promise<NonNullable<ErasureView>> {
  const account = await findAccount(ctx.db, ctx.actor.userId);
  if (account?.email !== confirmation) throw wrongConfirmation();
  return await order(ctx, account.id, choices);
}

function wrongConfirmation(): AppError {
  return new AppError(privacyErrors.confirmation_wrong, { field: 'confirmation' });
}

/**
 * Orders the same for somebody who has asked the staff. They are told by mail and may withdraw it.
 *
 * @throws AppError `privacy/erasure_not_found` without such a person, `privacy/confirmation_wrong`, `privacy/sole_owner`, `privacy/erasure_asked`.
 */
export async function eraseFor(
  ctx: UserContext,
  { userId, confirmation, reason, ...choices }: z.output<typeof eraseForInput>,
): Promise<NonNullable<ErasureView>> {
  const account = await findAccount(ctx.db, userId);
  if (account === null || account.erasedAt !== null) throw new AppError(privacyErrors.erasure_not_found);
  if (account.email !== confirmation) throw wrongConfirmation();
  return await order(ctx, userId, choices, { reason });
}

async function order(
  ctx: UserContext,
  userId: string,
  choices: Choices,
  facts: Pick<z.output<typeof eraseForInput>, 'reason'> | Record<string, never> = {},
): Promise<NonNullable<ErasureView>> {
  const requestedAt = ctx.clock.now();
  const dueAt = new Date(requestedAt.getTime() + graceDays * dayMs);
  const wish = { requestedAt, dueAt, ...choices };
  await transact(ctx.db, async (tx) => {
    const [course] = await listOwnedAlone(tx, userId);
    if (course !== undefined) throw new AppError(privacyErrors.sole_owner, { details: { course } });
    if (!(await insertErasure(tx, { userId, ...wish }))) throw new AppError(privacyErrors.erasure_asked);
    const times = { requestedAt: requestedAt.toISOString(), dueAt: dueAt.toISOString() };
    await emit(tx, privacyEvents.erasureRequested, { userId, ...times });
    await recordAudit(tx, ctx, {
      action: 'erasure.requested',
      subject: { type: 'user', id: userId },
      after: { dueAt: times.dueAt, ...choices, ...facts },
    });
  });
  return wish;
}
