import { z } from 'zod';
import { defineEvent } from '@/server/platform/events';

const facts = { certificateId: z.string(), code: z.string(), userId: z.string(), courseId: z.string() };

/** What happens to certificates. */
export const certificateEvents = {
  issued: defineEvent('certificate/issued', z.object(facts)),
  /** Its owner wanted it gone together with their account. */
  removed: defineEvent('certificate/removed', z.object({ certificateId: z.string(), code: z.string() })),
} as const;
