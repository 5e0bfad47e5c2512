import { giveConsent } from '@/server/domains/privacy/commands/give-consent';
import type { ConsentList } from '@/server/domains/privacy/contract';
import { listConsents } from '@/server/domains/privacy/queries/list-consents';
import { endConsents, lockConsents } from '@/server/domains/privacy/repo/consents';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';

/** Gives or withdraws the caller's consent to mails about new courses, and returns what stands now. */
export async function setMarketing(ctx: UserContext, input: { isWanted: boolean }): Promise<ConsentList> {
  const { userId } = ctx.actor;
  const [kind, at] = ['marketing_mail', ctx.clock.now()] as const;
  await transact(ctx.db, async (tx) => {
    if (input.isWanted) return await giveConsent(tx, ctx, { userId, kind, at });
    await lockConsents(tx, userId);
    if (!(await endConsents(tx, userId, kind, at))) return;
    const subject = { type: 'user', id: userId } as const;
    await recordAudit(tx, ctx, { action: 'consent.withdrawn', subject, before: { kind } });
  });
  return await listConsents(ctx);
}
