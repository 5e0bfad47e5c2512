import { removeFile } from '@/server/domains/library/commands/remove-file';
import * as contract from '@/server/domains/library/contract';
import { getFile, listLibrary } from '@/server/domains/library/queries/list-library';
import { env } from '@/server/platform/env';
import { permitted, router } from '@/server/trpc/procedures';

/** An instructor's files, with where they are used. */
export const libraryRouter = router({
  list: permitted('teach', 'none')
    .input(contract.listLibraryInput)
    .output(contract.libraryPage)
    .query(async ({ ctx, input }) => await listLibrary({ ...ctx, secret: env().AUTH_SECRET }, input)),
  file: permitted('teach', 'none')
    .input(contract.byAsset)
    .output(contract.libraryItem)
    .query(async ({ ctx, input }) => await getFile({ ...ctx, secret: env().AUTH_SECRET }, input.assetId)),
  remove: permitted('teach', 'write')
    .input(contract.byAsset)
    .output(contract.byAsset)
    .mutation(async ({ ctx, input }) => await removeFile(ctx, input)),
});
