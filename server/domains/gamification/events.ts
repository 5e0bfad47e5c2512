import { z } from 'zod';
import { badgeKey } from '@/server/domains/gamification/contract';
import { defineEvent } from '@/server/platform/events';

/** What happens to achievements. */
export const gamificationEvents = {
  /** Emitted once for each person and badge, unless the badge was taken away and earned anew. */
  badgeGranted: defineEvent('gamification/badge.granted', z.object({ userId: z.string(), badge: badgeKey })),
} as const;
