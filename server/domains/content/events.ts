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
  /** A live session that was announced is at another time, or not at all. */
  sessionMoved: defineEvent(
    'content/session.moved',
    z.object({
      courseId: z.string(),
      lessonId: z.string(),
      sequence: z.number().int(),
      isCancelled: z.boolean(),
    }),
  ),
} as const;
