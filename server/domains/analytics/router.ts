import * as contract from '@/server/domains/analytics/contract';
import { getTeachingOverview, listLearners } from '@/server/domains/analytics/queries';
import { router, signedIn } from '@/server/trpc/procedures';

/** Numbers for the people who teach or assist; of which courses, their place in the staff decides. */
export const analyticsRouter = router({
  overview: signedIn('none')
    .output(contract.teachingOverview)
    .query(async ({ ctx }) => await getTeachingOverview(ctx)),
  learners: signedIn('none')
    .input(contract.learnersInput)
    .output(contract.learnersPage)
    .query(async ({ ctx, input }) => await listLearners(ctx, input)),
});
