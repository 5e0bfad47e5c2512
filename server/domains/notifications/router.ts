import { tracked } from '@trpc/server';
import { z } from 'zod';
import * as contract from '@/server/domains/notifications/contract';
import { getUnread, listNotifications, streamNotifications } from '@/server/domains/notifications/queries';
import { markReadUpTo } from '@/server/domains/notifications/repo';
import { router, signedIn } from '@/server/trpc/procedures';

/** What a person is told, and what they have seen of it. */
export const notificationsRouter = router({
  list: signedIn('none')
    .input(contract.listInput)
    .output(contract.notificationList)
    .query(async ({ ctx, input }) => await listNotifications(ctx, input)),
  unread: signedIn('none')
    .output(contract.unreadView)
    .query(async ({ ctx }) => await getUnread(ctx)),
  markRead: signedIn('write')
    .input(contract.markReadInput)
    .output(z.object({ upToId: z.string() }))
    .mutation(async ({ ctx, input }) => {
      await markReadUpTo(ctx.db, ctx.actor.userId, input.upToId, ctx.clock.now());
      return { upToId: input.upToId };
    }),
  live: signedIn('none')
    .input(contract.liveInput)
    .subscription(async function* ({ ctx, input, signal }) {
      const until = signal ?? new AbortController().signal;
      for await (const notification of streamNotifications(ctx, input.lastEventId ?? null, until)) {
        yield tracked(notification.id, notification);
      }
    }),
});
