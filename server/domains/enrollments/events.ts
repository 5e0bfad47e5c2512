import { z } from 'zod';
import { defineEvent } from '@/server/platform/events';

const place = { enrollmentId: z.string(), userId: z.string(), courseId: z.string() };

/** What happens to learners in courses. */
export const enrollmentEvents = {
  granted: defineEvent('enrollment/granted', z.object(place)),
  lessonCompleted: defineEvent('enrollment/lesson.completed', z.object({ ...place, lessonId: z.string() })),
  /** Emitted once in the life of an enrollment. */
  courseCompleted: defineEvent(
    'enrollment/course.completed',
    z.object({ ...place, completedAt: z.iso.datetime() }),
  ),
} as const;
