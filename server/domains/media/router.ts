import { tracked } from '@trpc/server';
import { beginUpload } from '@/server/domains/media/commands/begin-upload';
import { removeCaptions, setCaptions } from '@/server/domains/media/commands/change-captions';
import { setPoster } from '@/server/domains/media/commands/choose-poster';
import { completeUpload } from '@/server/domains/media/commands/complete-upload';
import { retryProcessing } from '@/server/domains/media/commands/end-processing';
import { cancelUpload } from '@/server/domains/media/commands/end-uploads';
import { saveCaptions } from '@/server/domains/media/commands/save-captions';
import { signParts } from '@/server/domains/media/commands/sign-parts';
import * as contract from '@/server/domains/media/contract';
import { mediaErrors } from '@/server/domains/media/errors';
import { getCaptions, readTranscript } from '@/server/domains/media/queries/get-captions';
import { listPosters } from '@/server/domains/media/queries/list-posters';
import { watchFiles } from '@/server/domains/media/queries/watch-files';
import { updateAlt } from '@/server/domains/media/repo/library';
import { selectUploads, sumLibrary } from '@/server/domains/media/repo/uploads';
import { env } from '@/server/platform/env';
import { AppError } from '@/server/platform/errors';
import { permitted, router, signedIn } from '@/server/trpc/procedures';

/** So many unfinished uploads are shown. */
const shownUploads = 20;

/** How instructors bring files in. What is in their library is said by the router of `library`. */
export const mediaRouter = router({
  openUploads: permitted('teach', 'none')
    .output(contract.openUploads)
    .query(async ({ ctx }) => await selectUploads(ctx.db, ctx.actor.userId, shownUploads)),
  beginUpload: permitted('teach', 'write')
    .input(contract.beginUploadInput)
    .output(contract.uploadBegun)
    .mutation(async ({ ctx, input }) => await beginUpload(ctx, input)),
  signParts: permitted('teach', 'part')
    .input(contract.signPartsInput)
    .output(contract.signedParts)
    .mutation(async ({ ctx, input }) => await signParts(ctx, input)),
  completeUpload: permitted('teach', 'write')
    .input(contract.completeUploadInput)
    .output(contract.uploadCompleted)
    .mutation(async ({ ctx, input }) => await completeUpload(ctx, input)),
  cancelUpload: permitted('teach', 'write')
    .input(contract.byUpload)
    .output(contract.byUpload)
    .mutation(async ({ ctx, input }) => await cancelUpload(ctx, input)),
  retryProcessing: permitted('teach', 'write')
    .input(contract.byAsset)
    .output(contract.byAsset)
    .mutation(async ({ ctx, input }) => await retryProcessing(ctx, input)),
  live: permitted('teach', 'none')
    .input(contract.liveInput)
    .subscription(async function* ({ ctx, input, signal }) {
      const until = signal ?? new AbortController().signal;
      for await (const state of watchFiles(ctx, input.lastEventId ?? null, until)) yield tracked(state, {});
    }),
  setCaptions: permitted('teach', 'write')
    .input(contract.setCaptionsInput)
    .output(contract.captionsSet)
    .mutation(async ({ ctx, input }) => await setCaptions(ctx, input)),
  removeCaptions: permitted('teach', 'write')
    .input(contract.removeCaptionsInput)
    .output(contract.removeCaptionsInput)
    .mutation(async ({ ctx, input }) => await removeCaptions(ctx, input)),
  captions: permitted('teach', 'none')
    .input(contract.captionsPick)
    .output(contract.captionsDraft)
    .query(async ({ ctx, input }) => await getCaptions(ctx, input)),
  saveCaptions: permitted('teach', 'write')
    .input(contract.saveCaptionsInput)
    .output(contract.captionsSaved)
    .mutation(async ({ ctx, input }) => await saveCaptions(ctx, input)),
  transcript: signedIn('none')
    .input(contract.transcriptInput)
    .output(contract.transcript)
    .query(async ({ ctx, input }) => await readTranscript({ ...ctx, secret: env().AUTH_SECRET }, input)),
  usage: permitted('teach', 'none')
    .output(contract.libraryUsage)
    .query(async ({ ctx }) => ({
      usedBytes: await sumLibrary(ctx.db, ctx.actor.userId),
      limitBytes: contract.libraryLimits.bytes,
    })),
  posters: permitted('teach', 'none')
    .input(contract.byAsset)
    .output(contract.posterList)
    .query(async ({ ctx, input }) => listPosters({ ...ctx, secret: env().AUTH_SECRET }, input.assetId)),
  setPoster: permitted('teach', 'write')
    .input(contract.setPosterInput)
    .output(contract.posterChosen)
    .mutation(async ({ ctx, input }) => await setPoster(ctx, input)),
  setAlt: permitted('teach', 'write')
    .input(contract.setAltInput)
    .output(contract.setAltInput)
    .mutation(async ({ ctx, input }) => {
      const isSet = await updateAlt(ctx.db, ctx.actor.userId, input.assetId, input.alt);
      if (!isSet) throw new AppError(mediaErrors.not_found);
      return input;
    }),
});
