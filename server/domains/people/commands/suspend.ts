import type { z } from 'zod';
import { shutOut } from '@/server/domains/auth';
import type { byPerson, personState, suspendInput } from '@/server/domains/people/contract';
import { peopleErrors } from '@/server/domains/people/errors';
import { refusesSuspension } from '@/server/domains/people/policy';
import { requirePerson } from '@/server/domains/people/queries/require-person';
import { stateOf } from '@/server/domains/people/rules/account-state';
import { hasOtherAdmin, restoreUser, suspendUser } from '@/server/domains/users';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

type State = z.infer<typeof personState>;

/**
 * Keeps a person out from their next request on, and has them told why by mail.
 *
 * @throws AppError `people/not_found`, `people/own_account`, `people/of_staff`, `people/last_admin`, `people/suspended_already`.
 */
export async function suspend(ctx: UserContext, input: z.output<typeof suspendInput>): Promise<State> {
  const { userId, reason } = input;
  const at = ctx.clock.now();
  return await transact(ctx.db, async (tx) => {
    const target = await requirePerson(tx, userId);
    const refusal = refusesSuspension(ctx.actor, target);
    if (refusal !== null) throw new AppError(refusal);
    if (target.role === 'admin' && !(await hasOtherAdmin(tx, userId))) {
      throw new AppError(peopleErrors.last_admin);
    }
    if (!(await suspendUser(tx, userId, { at, reason }))) throw new AppError(peopleErrors.suspended_already);
    const sessionsEnded = await shutOut(tx, userId, at);
    const subject = { type: 'user', id: userId } as const;
    const change = { before: { state: stateOf(target) }, after: { state: 'suspended', sessionsEnded } };
    await recordAudit(tx, ctx, { action: 'user.suspended', subject, ...change });
    return { role: target.role, state: 'suspended' };
  });
}

/**
 * Lets a person in again, and has them told so by mail; they sign in anew.
 *
 * @throws AppError `people/not_found`, `people/not_suspended`, and what {@link suspend} refuses.
 */
export async function restore(ctx: UserContext, { userId }: z.output<typeof byPerson>): Promise<State> {
  return await transact(ctx.db, async (tx) => {
    const target = await requirePerson(tx, userId);
    const refusal = refusesSuspension(ctx.actor, target);
    if (refusal !== null) throw new AppError(refusal);
    if (!(await restoreUser(tx, userId))) throw new AppError(peopleErrors.not_suspended);
    const state = stateOf({ ...target, suspendedAt: null });
    const subject = { type: 'user', id: userId } as const;
    const change = { before: { state: 'suspended' }, after: { state } };
    await recordAudit(tx, ctx, { action: 'user.restored', subject, ...change });
    return { role: target.role, state };
  });
}
