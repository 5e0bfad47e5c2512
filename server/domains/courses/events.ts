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
  /** Somebody is to be let in by mail. */
  invited: defineEvent(
    'course/invitation.ordered',
    z.object({ courseId: z.string(), invitationId: z.string() }),
  ),
  /** Whoever may publish is asked to look a course through. */
  reviewAsked: defineEvent('course/review.asked', z.object({ courseId: z.string(), requestId: z.string() })),
  /** What was asked for is decided. */
  reviewDecided: defineEvent(
    'course/review.decided',
    z.object({
      courseId: z.string(),
      requestId: z.string(),
      decision: z.enum(['approved', 'sent_back']),
    }),
  ),
  /** A course is to be published at a time. */
  publishScheduled: defineEvent(
    'course/publish.scheduled',
    z.object({ courseId: z.string(), scheduleId: z.string(), publishAt: z.iso.datetime() }),
  ),
} as const;
