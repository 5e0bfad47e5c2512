import * as contract from '@/server/domains/certificates/contract';
import { findMine, getDownload, listMine } from '@/server/domains/certificates/queries';
import { router, signedIn } from '@/server/trpc/procedures';

/** A learner's certificates. The public check is a cached page: `cached.ts`. */
export const certificatesRouter = router({
  findMine: signedIn('none')
    .input(contract.findMineInput)
    .output(contract.certificateView.nullable())
    .query(async ({ ctx, input }) => await findMine(ctx, input)),
  listMine: signedIn('none')
    .output(contract.certificateList)
    .query(async ({ ctx }) => await listMine(ctx)),
  download: signedIn('none')
    .input(contract.byCode)
    .output(contract.downloadView)
    .query(async ({ ctx, input }) => await getDownload(ctx, input)),
});
