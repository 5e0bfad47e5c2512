import { addStaff, changeStaff, removeStaff } from '@/server/domains/courses/commands/change-staff';
import * as contract from '@/server/domains/courses/contract';
import { listStaff } from '@/server/domains/courses/queries/list-staff';
import { router, signedIn } from '@/server/trpc/procedures';

/** What changes who may do what in a course asks who does it once more. */
const sensitive = { isOwnActOnly: true, needsRecentProof: true } as const;

/** Courses and who works on them; which courses somebody may touch is said by `scopeOfCourses`. */
export const coursesRouter = router({
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
});
