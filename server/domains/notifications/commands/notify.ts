import type { NotificationContent } from '@/server/domains/notifications/contract';
import { insertNotification } from '@/server/domains/notifications/repo';
import type { UseCaseContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import type { LiveHub } from '@/server/platform/live';

/**
 * Tells a person something in the app, once per reason, and wakes their open tabs.
 *
 * @param dedupeKey the reason, derived from the event that caused it.
 * @returns false when they had been told before.
 */
export async function notify(
  ctx: Pick<UseCaseContext, 'db' | 'clock'> & { readonly live: LiveHub },
  input: { userId: string; dedupeKey: string; content: NotificationContent },
): Promise<boolean> {
  const { userId, dedupeKey, content } = input;
  const { type, data } = content;
  const isNew = await transact(
    ctx.db,
    async (tx) => await insertNotification(tx, { userId, type, data, dedupeKey, createdAt: ctx.clock.now() }),
  );
  await ctx.live.announce(userId);
  return isNew;
}
