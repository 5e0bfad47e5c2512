import { removeFile } from '@/server/domains/library/commands/remove-file';
import * as contract from '@/server/domains/library/contract';
import { listLibrary } from '@/server/domains/library/queries/list-library';
import { env } from '@/server/platform/env';
import { permitted, router } from '@/server/trpc/procedures';

/** An instructor's files, with where they are used. */
export const libraryRouter = router({
  list: permitted('teach', 'none')
    .input(contract.listLibraryInput)
    .output(contract.libraryPage)
    .query(async ({ ctx, input }) => await listLibrary({ ...ctx, secret: env().AUTH_SECRET }, input)),
  remove: permitted('teach', 'write')
    .input(contract.byAsset)
    .output(contract.byAsset)
    .mutation(async ({ ctx, input }) => await removeFile(ctx, input)),
});
