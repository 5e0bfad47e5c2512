import type { z } from 'zod';
import { findProofs, mayMail, orderInvitation, orderReset } from '@/server/domains/auth';
import type { PeopleContext } from '@/server/domains/people/context';
import type { byPerson, mailOrdered } from '@/server/domains/people/contract';
import { peopleErrors } from '@/server/domains/people/errors';
import { requirePerson } from '@/server/domains/people/queries/require-person';
import { recordAudit } from '@/server/platform/audit/record';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/**
 * Sends a person the mail they need to come in: the invitation while they have not taken it up, else the link to choose
 * a password, which proves their address as well.
 *
 * @throws AppError `people/not_found`, also for who is kept out; `people/mailed_enough` when their mailbox has had its
 *   share this hour.
 */
export async function resendMail(
  ctx: PeopleContext,
  { userId }: z.output<typeof byPerson>,
): Promise<z.infer<typeof mailOrdered>> {
  const target = await requirePerson(ctx.db, userId);
  if (target.suspendedAt !== null) throw new AppError(peopleErrors.not_found);
  const { hasPassword } = await findProofs(ctx.db, userId);
  const kind = target.emailVerifiedAt === null && !hasPassword ? 'invitation' : 'reset';
  if (!(await mayMail(ctx.redis, kind, target.email))) throw new AppError(peopleErrors.mailed_enough);
  const order = kind === 'invitation' ? orderInvitation : orderReset;
  return await transact(ctx.db, async (tx) => {
    await order(tx, { userId, secret: ctx.secret, at: ctx.clock.now() });
    const subject = { type: 'user', id: userId } as const;
    await recordAudit(tx, ctx, { action: 'user.mail_resent', subject, after: { mail: kind } });
    return { kind };
  });
}
