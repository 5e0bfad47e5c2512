import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import {
  failProcessing,
  mediaEvents,
  planRecording,
  processPicture,
  publishRecording,
  renderPiece,
} from '@/server/domains/media';
import { services } from '@/server/wiring/services';

/** How long a service elsewhere is left alone with a piece of work before it is asked again. */
const askAgainAfter = '20s';

/**
 * Makes an uploaded file ready for courses. Every piece of the work is a step of its own: what dies in between goes on
 * with the piece it was at, and nothing is uploaded a second time.
 */
export const processAsset = inngest.createFunction(
  {
    id: 'process-asset',
    triggers: [on(mediaEvents.assetUploaded)],
    retries: 3,
    // Each takes all the processors there are.
    concurrency: { limit: 1 },
    onFailure: async ({ event }) => {
      const at = mediaEvents.assetUploaded.schema.parse(event.data.event.data);
      await failProcessing(services(), at, event.data.error.message);
    },
  },
  async ({ event, step }) => {
    const at = event.data;
    const isPicture = await step.run('picture', async () => durably(() => processPicture(services(), at)));
    if (isPicture !== 'other_kind') return isPicture;
    const plan = await step.run('look', async () => durably(() => planRecording(services(), at)));
    if (plan === null) return 'gone';
    const { jobs, ...facts } = plan;
    const streams: Record<string, { name: string; seconds: number }[]> = {};
    for (const [index, piece] of jobs.entries()) {
      const percent = Math.min(99, Math.round(((index + 1) / jobs.length) * 100));
      const render = async () => await durably(() => renderPiece(services(), at, piece, percent));
      let rendered = await step.run(piece.name, render);
      for (let asked = 1; rendered === null; asked += 1) {
        await step.sleep(`${piece.name}, wait ${asked}`, askAgainAfter);
        rendered = await step.run(`${piece.name}, asked ${asked + 1} times`, render);
      }
      if (piece.stream !== null) streams[piece.stream] = [...(streams[piece.stream] ?? []), ...rendered];
    }
    return await step.run('publish', async () =>
      durably(() => publishRecording(services(), at, facts, streams)),
    );
  },
);
