import { z } from 'zod';
import { defineEvent } from '@/server/platform/events';

/** What people ask for about their own data. */
export const privacyEvents = {
  exportRequested: defineEvent(
    'privacy/export.requested',
    z.object({ userId: z.string(), exportId: z.string() }),
  ),
  /** The copy lies ready. */
  exportReady: defineEvent('privacy/export.ready', z.object({ userId: z.string(), exportId: z.string() })),
  erasureRequested: defineEvent(
    'privacy/erasure.requested',
    z.object({ userId: z.string(), requestedAt: z.iso.datetime(), dueAt: z.iso.datetime() }),
  ),
  /** The time to think it over has passed. */
  erasureDue: defineEvent('privacy/erasure.due', z.object({ userId: z.string() })),
} as const;
