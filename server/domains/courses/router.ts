import { changeCohort, createCohort, setCohortOnly } from '@/server/domains/courses/commands/change-cohort';
import { addStaff, changeStaff, removeStaff } from '@/server/domains/courses/commands/change-staff';
import { createCourse } from '@/server/domains/courses/commands/create-course';
import { saveDetails } from '@/server/domains/courses/commands/save-details';
import * as contract from '@/server/domains/courses/contract';
import { getDetails } from '@/server/domains/courses/queries/get-details';
import { getFrame } from '@/server/domains/courses/queries/get-frame';
import { listStaff } from '@/server/domains/courses/queries/list-staff';
import { permitted, router, signedIn } from '@/server/trpc/procedures';

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
