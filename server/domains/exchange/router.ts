import { checkCourse, pushCourse } from '@/server/domains/exchange/commands/push-course';
import * as contract from '@/server/domains/exchange/contract';
import { listCourseFiles, pullCourse } from '@/server/domains/exchange/queries/pull-course';
import { router, signedIn } from '@/server/trpc/procedures';

/** Courses as a whole, out and in, for those who may change them: which, their staff says. */
export const exchangeRouter = router({
  pull: signedIn('none')
    .input(contract.pullInput)
    .output(contract.pulled)
    .query(async ({ ctx, input }) => await pullCourse(ctx, input)),
  files: signedIn('none')
    .input(contract.byCourseId)
    .output(contract.courseFiles)
    .query(async ({ ctx, input }) => await listCourseFiles(ctx, input)),
  check: signedIn('write')
    .input(contract.checkInput)
    .output(contract.checked)
    .mutation(async ({ ctx, input }) => await checkCourse(ctx, input)),
  push: signedIn('write')
    .input(contract.pushInput)
    .output(contract.pushed)
    .mutation(async ({ ctx, input }) => await pushCourse(ctx, input)),
});
