import type { z } from 'zod';
import { shutOut } from '@/server/domains/auth';
import type { changeRoleInput, personState } from '@/server/domains/people/contract';
import { peopleErrors } from '@/server/domains/people/errors';
import { refusesRoleChange } from '@/server/domains/people/policy';
import { requirePerson } from '@/server/domains/people/queries/require-person';
import { stateOf } from '@/server/domains/people/rules/account-state';
import { changeRole as changeRoleOf, hasOtherAdmin } from '@/server/domains/users';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/**
 * Gives a person another role. All their sessions end, so that no cookie from before shares in what they may do now.
 * Repeating it changes nothing.
 *
 * @throws AppError `people/not_found`, `people/own_account`, `people/last_admin`; `people/role_changed_since` when
 *   somebody else was faster.
 */
export async function changeRole(
  ctx: UserContext,
  { userId, from, to }: z.output<typeof changeRoleInput>,
): Promise<z.infer<typeof personState>> {
  const at = ctx.clock.now();
  return await transact(ctx.db, async (tx) => {
    const target = await requirePerson(tx, userId);
    const refusal = refusesRoleChange(ctx.actor, target);
    if (refusal !== null) throw new AppError(refusal);
    const now = { role: to, state: stateOf(target) };
    if (target.role === to) return now;
    if (from === 'admin' && !(await hasOtherAdmin(tx, userId))) throw new AppError(peopleErrors.last_admin);
    if (!(await changeRoleOf(tx, userId, { from, to }))) throw new AppError(peopleErrors.role_changed_since);
    const sessionsEnded = await shutOut(tx, userId, at);
    const subject = { type: 'user', id: userId } as const;
    const change = { before: { role: from }, after: { role: to, sessionsEnded } };
    await recordAudit(tx, ctx, { action: 'user.role_changed', subject, ...change });
    return now;
  });
}
