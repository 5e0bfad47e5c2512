import { privacyEvents } from '@/server/domains/privacy/events';
import { selectDueErasures } from '@/server/domains/privacy/repo/erasures';
import type { UseCaseContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

/** Says whose time has come, at most `limit`; also of those said before and not done, so that none is ever forgotten. */
export async function announceDueErasures(
  ctx: Pick<UseCaseContext, 'db' | 'clock'>,
  limit: number,
): Promise<number> {
  const userIds = await selectDueErasures(ctx.db, ctx.clock.now(), limit);
  if (userIds.length === 0) return 0;
  await transact(ctx.db, async (tx) => {
    for (const userId of userIds) await emit(tx, privacyEvents.erasureDue, { userId });
  });
  return userIds.length;
}
