import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import { findEarnedAt, gamificationEvents } from '@/server/domains/gamification';
import { notify } from '@/server/domains/notifications';
import { type Services, services } from '@/server/wiring/services';

/** What is older is no news: a ledger that was filled with the past tells nobody of it. In ms. */
const newsMs = 3 * 86_400_000;

/** Tells somebody in the app of a badge, once in their life; false when they knew, it is gone, or it is no news. */
export async function tellOfBadge(
  ctx: Pick<Services, 'db' | 'clock' | 'live'>,
  { userId, badge }: { readonly userId: string; readonly badge: string },
): Promise<boolean> {
  // An erasure takes the badge with it, so that nobody who is gone is told.
  const earnedAt = await findEarnedAt(ctx.db, userId, badge);
  if (earnedAt === null || ctx.clock.now().getTime() - earnedAt.getTime() > newsMs) return false;
  const content = { type: 'badge_granted', data: { badge } } as const;
  return await notify(ctx, { userId, dedupeKey: `badge.granted:${badge}`, content });
}

/** Tells the learner of a badge, in the app and its open tabs. */
export const tellLearnerOfBadge = inngest.createFunction(
  { id: 'tell-of-badge', triggers: [on(gamificationEvents.badgeGranted)], retries: 10 },
  async ({ event, step }) => {
    const { userId, badge } = event.data;
    return await step.run('notify', async () => durably(() => tellOfBadge(services(), { userId, badge })));
  },
);
