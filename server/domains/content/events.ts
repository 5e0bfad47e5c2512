import { z } from 'zod';
import { defineEvent } from '@/server/platform/events';

/** What happens to the content of courses. */
export const contentEvents = {
  /** Sections or lessons came, went, moved or are called otherwise. */
  outlineChanged: defineEvent(
    'content/outline.changed',
    z.object({
      courseId: z.string(),
      /** Whether the public sees it, so that lists of courses change as well. */
      isPublic: z.boolean(),
    }),
  ),
} as const;
