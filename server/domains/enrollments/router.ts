import { z } from 'zod';
import { byCourseSlug, byInvitation } from '@/server/domains/courses/contract';
import { acceptByLink } from '@/server/domains/enrollments/commands/accept-invitation';
import { completeLesson } from '@/server/domains/enrollments/commands/complete-lesson';
import { enroll } from '@/server/domains/enrollments/commands/enroll';
import {
  clearOverride,
  moveLearner,
  setOverride,
} from '@/server/domains/enrollments/commands/manage-learner';
import { recordWatch } from '@/server/domains/enrollments/commands/record-watch';
import { visitLesson } from '@/server/domains/enrollments/commands/visit-lesson';
import * as contract from '@/server/domains/enrollments/contract';
import { getCohorts, listCohortLearners } from '@/server/domains/enrollments/queries/cohorts';
import { getLearner } from '@/server/domains/enrollments/queries/learner';
import { findMine, listMine } from '@/server/domains/enrollments/queries/my-enrollments';
import { openLesson } from '@/server/domains/enrollments/queries/open-lesson';
import { getOutline } from '@/server/domains/enrollments/queries/outline';
import { getPublishImpact } from '@/server/domains/enrollments/queries/publish-impact';
import { env } from '@/server/platform/env';
import { once } from '@/server/platform/idempotency';
import { router, signedIn } from '@/server/trpc/procedures';

/** What people do in courses: take a place, go on, look back. */
export const enrollmentsRouter = router({
  enroll: signedIn('write', { isOwnActOnly: true })
    .input(contract.enrollInput)
    .output(contract.enrollResult)
    .mutation(async ({ ctx, input: { idempotencyKey: key, ...input } }) => {
      const call = { key, procedure: 'enrollments.enroll', input, output: contract.enrollResult };
      return await once(ctx, call, async () => await enroll(ctx, input));
    }),
  acceptInvitation: signedIn('write', { isOwnActOnly: true })
    .input(byInvitation)
    .output(contract.enrollResult)
    .mutation(async ({ ctx, input }) => await acceptByLink({ ...ctx, secret: env().AUTH_SECRET }, input)),
  findMine: signedIn('none')
    .input(contract.findMineInput)
    .output(contract.enrollmentView.nullable())
    .query(async ({ ctx, input }) => await findMine(ctx, input)),
  listMine: signedIn('none')
    .input(contract.listMineInput)
    .output(contract.enrollmentList)
    .query(async ({ ctx, input }) => await listMine(ctx, input)),
  outline: signedIn('none')
    .input(contract.coursePlace)
    .output(contract.outlineView)
    .query(async ({ ctx, input }) => await getOutline(ctx, input)),
  publishImpact: signedIn('none')
    .input(byCourseSlug)
    .output(contract.publishImpact)
    .query(async ({ ctx, input }) => await getPublishImpact(ctx, input)),
  openLesson: signedIn('none')
    .input(contract.lessonPlace)
    .output(contract.openLessonView)
    .query(async ({ ctx, input }) => await openLesson({ ...ctx, secret: env().AUTH_SECRET }, input)),
  visitLesson: signedIn('write', { isOwnActOnly: true })
    .input(contract.visitInput)
    .output(z.object({ lessonId: z.string() }))
    .mutation(async ({ ctx, input }) => await visitLesson(ctx, input)),
  completeLesson: signedIn('write', { isOwnActOnly: true })
    .input(contract.completeLessonInput)
    .output(contract.stepResult)
    .mutation(async ({ ctx, input }) => await completeLesson(ctx, input)),
  recordWatch: signedIn('beat', { isOwnActOnly: true })
    .input(contract.recordWatchInput)
    .output(contract.stepResult)
    .mutation(async ({ ctx, input }) => await recordWatch(ctx, input)),
  learner: signedIn('none')
    .input(contract.learnerPlace)
    .output(contract.learnerView)
    .query(async ({ ctx, input }) => await getLearner(ctx, input)),
  setOverride: signedIn('write')
    .input(contract.setOverrideInput)
    .output(contract.learnerView)
    .mutation(async ({ ctx, input }) => await setOverride(ctx, input)),
  clearOverride: signedIn('write')
    .input(contract.clearOverrideInput)
    .output(contract.learnerView)
    .mutation(async ({ ctx, input }) => await clearOverride(ctx, input)),
  cohorts: signedIn('none')
    .input(byCourseSlug)
    .output(contract.cohortList)
    .query(async ({ ctx, input }) => await getCohorts(ctx, input)),
  cohortLearners: signedIn('none')
    .input(contract.cohortLearnersInput)
    .output(contract.cohortLearners)
    .query(async ({ ctx, input }) => await listCohortLearners(ctx, input)),
  moveLearner: signedIn('write')
    .input(contract.moveLearnerInput)
    .output(contract.learnerMoved)
    .mutation(async ({ ctx, input }) => await moveLearner(ctx, input)),
});
