import { changeCohort, createCohort, setCohortOnly } from '@/server/domains/courses/commands/change-cohort';
import { addStaff, changeStaff, removeStaff } from '@/server/domains/courses/commands/change-staff';
import { createCourse } from '@/server/domains/courses/commands/create-course';
import {
  checkInvitations,
  sendInvitations,
  withdrawInvitation,
} from '@/server/domains/courses/commands/invite-people';
import { requestReview, sendBack, withdrawReview } from '@/server/domains/courses/commands/review-course';
import { saveDetails } from '@/server/domains/courses/commands/save-details';
import { cancelSchedule, schedulePublishing } from '@/server/domains/courses/commands/schedule-publishing';
import { describeCover, setCover } from '@/server/domains/courses/commands/set-cover';
import { setVisibility } from '@/server/domains/courses/commands/set-visibility';
import * as contract from '@/server/domains/courses/contract';
import * as life from '@/server/domains/courses/contract/lifecycle';
import { getCover } from '@/server/domains/courses/queries/get-cover';
import { getDetails } from '@/server/domains/courses/queries/get-details';
import { getFrame } from '@/server/domains/courses/queries/get-frame';
import { getLifecycle } from '@/server/domains/courses/queries/get-lifecycle';
import { getInvitation, listInvitations } from '@/server/domains/courses/queries/invitations';
import { listStaff } from '@/server/domains/courses/queries/list-staff';
import { listReviewQueue } from '@/server/domains/courses/queries/reviews';
import { env } from '@/server/platform/env';
import { anyone, permitted, router, signedIn } from '@/server/trpc/procedures';

/** What changes who may do what in a course asks who does it once more. */
const sensitive = { isOwnActOnly: true, needsRecentProof: true } as const;

/** Courses and who works on them; which courses somebody may touch is said by `scopeOfCourses`. */
export const coursesRouter = router({
  create: permitted('teach', 'write')
    .input(contract.createCourseInput)
    .output(contract.courseCreated)
    .mutation(async ({ ctx, input }) => await createCourse(ctx, input)),
  frame: signedIn('none')
    .input(contract.byCourseSlug)
    .output(contract.courseFrame)
    .query(async ({ ctx, input }) => await getFrame(ctx, input)),
  details: signedIn('none')
    .input(contract.byCourseSlug)
    .output(contract.courseDetails)
    .query(async ({ ctx, input }) => await getDetails(ctx, input)),
  saveDetails: signedIn('write')
    .input(contract.saveDetailsInput)
    .output(contract.courseDetails)
    .mutation(async ({ ctx, input }) => await saveDetails(ctx, input)),
  cover: signedIn('none')
    .input(contract.byCourseSlug)
    .output(contract.studioCover)
    .query(async ({ ctx, input }) => await getCover(ctx, input)),
  setCover: signedIn('write')
    .input(contract.setCoverInput)
    .output(contract.studioCover)
    .mutation(async ({ ctx, input }) => await setCover(ctx, input)),
  describeCover: signedIn('write')
    .input(contract.describeCoverInput)
    .output(contract.studioCover)
    .mutation(async ({ ctx, input }) => await describeCover(ctx, input)),
  setVisibility: signedIn('write')
    .input(contract.setVisibilityInput)
    .output(contract.setVisibilityInput.pick({ visibility: true }))
    .mutation(async ({ ctx, input }) => await setVisibility(ctx, input)),
  lifecycle: signedIn('none')
    .input(contract.byCourseSlug)
    .output(life.lifecycleView)
    .query(async ({ ctx, input }) => await getLifecycle(ctx, input)),
  requestReview: signedIn('write')
    .input(life.requestReviewInput)
    .output(life.reviewView.nullable())
    .mutation(async ({ ctx, input }) => await requestReview(ctx, input)),
  withdrawReview: signedIn('write')
    .input(contract.byCourseSlug)
    .output(life.reviewView.nullable())
    .mutation(async ({ ctx, input }) => await withdrawReview(ctx, input)),
  sendBack: signedIn('write')
    .input(life.sendBackInput)
    .output(life.reviewView.nullable())
    .mutation(async ({ ctx, input }) => await sendBack(ctx, input)),
  reviewQueue: permitted('courses.review', 'none')
    .input(life.reviewQueueInput)
    .output(life.reviewQueue)
    .query(async ({ ctx, input }) => await listReviewQueue(ctx, input)),
  schedulePublishing: signedIn('write')
    .input(life.schedulePublishingInput)
    .output(life.lifecycleView)
    .mutation(async ({ ctx, input }) => await schedulePublishing(ctx, input)),
  cancelSchedule: signedIn('write')
    .input(contract.byCourseSlug)
    .output(life.lifecycleView)
    .mutation(async ({ ctx, input }) => await cancelSchedule(ctx, input)),
  invitations: signedIn('none')
    .input(life.listInvitationsInput)
    .output(life.invitationList)
    .query(async ({ ctx, input }) => await listInvitations(ctx, input)),
  checkInvitations: signedIn('write')
    .input(life.inviteInput)
    .output(life.invitePlan)
    .mutation(async ({ ctx, input }) => await checkInvitations(ctx, input)),
  sendInvitations: signedIn('write')
    .input(life.inviteInput)
    .output(life.invitePlan)
    .mutation(async ({ ctx, input }) => await sendInvitations(ctx, input)),
  withdrawInvitation: signedIn('write')
    .input(life.withdrawInvitationInput)
    .output(life.invitationWithdrawn)
    .mutation(async ({ ctx, input }) => await withdrawInvitation(ctx, input)),
  /** Whoever has the link may know where it leads. */
  invitation: anyone('none')
    .input(contract.byInvitation)
    .output(life.invitationView)
    .query(async ({ ctx, input }) => await getInvitation({ ...ctx, secret: env().AUTH_SECRET }, input)),
  staff: signedIn('none')
    .input(contract.byCourseSlug)
    .output(contract.staffList)
    .query(async ({ ctx, input }) => await listStaff(ctx, input)),
  addStaff: signedIn('write', sensitive)
    .input(contract.addStaffInput)
    .output(contract.staffList)
    .mutation(async ({ ctx, input }) => await addStaff(ctx, input)),
  changeStaff: signedIn('write', sensitive)
    .input(contract.changeStaffInput)
    .output(contract.staffList)
    .mutation(async ({ ctx, input }) => await changeStaff(ctx, input)),
  removeStaff: signedIn('write', sensitive)
    .input(contract.removeStaffInput)
    .output(contract.staffRemoved)
    .mutation(async ({ ctx, input }) => await removeStaff(ctx, input)),
  createCohort: signedIn('write')
    .input(contract.createCohortInput)
    .output(contract.cohortSaved)
    .mutation(async ({ ctx, input }) => await createCohort(ctx, input)),
  changeCohort: signedIn('write')
    .input(contract.changeCohortInput)
    .output(contract.cohortSaved)
    .mutation(async ({ ctx, input }) => await changeCohort(ctx, input)),
  setCohortOnly: signedIn('write')
    .input(contract.setCohortOnlyInput)
    .output(contract.setCohortOnlyInput.pick({ isCohortOnly: true }))
    .mutation(async ({ ctx, input }) => await setCohortOnly(ctx, input)),
});
