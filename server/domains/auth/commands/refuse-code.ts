import type { AuthContext } from '@/server/domains/auth/context';
import { authEvents } from '@/server/domains/auth/events';
import { type CodeAttempt, countWrongCode } from '@/server/domains/auth/limits';
import { recordAudit } from '@/server/platform/audit/record';
import { transact } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

/** Counts a wrong code of a second factor; with every few of them the owner is told, and it goes on record. */
export async function refuseCode(ctx: AuthContext, attempt: CodeAttempt): Promise<void> {
  if (!(await countWrongCode(ctx.redis, attempt))) return;
  const { userId } = attempt;
  await transact(ctx.db, async (tx) => {
    await emit(tx, authEvents.securityNoticed, { userId, notice: 'second_factor_refused' });
    await recordAudit(tx, ctx, { action: 'second_factor.refused', subject: { type: 'user', id: userId } });
  });
}
