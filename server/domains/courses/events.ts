import { z } from 'zod';
import { defineEvent } from '@/server/platform/events';

/** What happens to courses. */
export const courseEvents = {
  /** Who works on a course, and as what, is another now. */
  staffChanged: defineEvent(
    'course/staff.changed',
    z.object({
      courseId: z.string(),
      userId: z.string(),
      change: z.enum(['added', 'changed', 'removed']),
    }),
  ),
} as const;
