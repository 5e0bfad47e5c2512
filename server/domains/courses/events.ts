import { z } from 'zod';
import { defineEvent } from '@/server/platform/events';

/** What happens to courses. */
export const courseEvents = {
  /** What staff writes about a course is another now. */
  changed: defineEvent(
    'course/changed',
    z.object({
      courseId: z.string(),
      /** Whether the public sees it, so that lists of courses change as well. */
      isPublic: z.boolean(),
      /** Whose own pages change with it: those who teach the course, when it came before the public or left it. */
      teacherIds: z.array(z.string()).default([]),
    }),
  ),
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
