import { z } from 'zod';
import { defineEvent } from '@/server/platform/events';

const facts = { attemptId: z.string(), quizId: z.string(), userId: z.string(), courseId: z.string() };

/** What happens to attempts. */
export const assessmentEvents = {
  attemptGraded: defineEvent(
    'assessment/attempt.graded',
    z.object({ ...facts, scoreBp: z.number().int(), isPassed: z.boolean() }),
  ),
} as const;
