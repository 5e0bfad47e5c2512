import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import { assessmentEvents } from '@/server/domains/assessments/events';
import { enrollmentEvents } from '@/server/domains/enrollments';
import { settleLearning } from '@/server/domains/gamification';
import { services } from '@/server/wiring/services';

/** Adds to points and badges what somebody has learnt. */
export const settlePointsAndBadges = inngest.createFunction(
  {
    id: 'settle-points-and-badges',
    triggers: [
      on(enrollmentEvents.lessonCompleted),
      on(enrollmentEvents.courseCompleted),
      on(assessmentEvents.attemptGraded),
    ],
    retries: 10,
  },
  async ({ event, step }) => {
    const { userId } = event.data;
    return await step.run('settle', async () => durably(() => settleLearning(services(), { userId })));
  },
);
