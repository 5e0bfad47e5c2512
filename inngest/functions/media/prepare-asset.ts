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

/** What each function is for; both hear of every file. */
const pictures = ['image'] as const;
const recordings = ['video', 'audio'] as const;

async function fail(
  event: { data: { event: { data?: unknown }; error: { message: string } } },
  kinds: typeof pictures | typeof recordings,
): Promise<void> {
  const at = mediaEvents.assetUploaded.schema.parse(event.data.event.data);
  await failProcessing(services(), at, kinds, event.data.error.message);
}

/** Makes an uploaded picture ready for courses; recordings have a function of their own. */
export const preparePicture = inngest.createFunction(
  {
    id: 'prepare-picture',
    triggers: [on(mediaEvents.assetUploaded)],
    retries: 3,
    // Pictures never wait for a film; unpacked, two of them fit into the memory of a small machine.
    concurrency: { limit: 2 },
    onFailure: async ({ event }) => await fail(event, pictures),
  },
  async ({ event, step }) =>
    await step.run('sizes', async () => await durably(() => processPicture(services(), event.data))),
);

/**
 * Makes an uploaded video or recording ready for courses. Every piece of the work is a step of its own: what dies in
 * between goes on with the piece it was at, and nothing is uploaded a second time.
 */
export const prepareRecording = inngest.createFunction(
  {
    id: 'prepare-recording',
    triggers: [on(mediaEvents.assetUploaded)],
    retries: 3,
    // Each takes all the processors there are.
    concurrency: { limit: 1 },
    onFailure: async ({ event }) => await fail(event, recordings),
  },
  async ({ event, step }) => {
    const at = event.data;
    const plan = await step.run('look', async () => durably(() => planRecording(services(), at)));
    if (plan === null) return 'nothing_to_do';
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
      if (rendered === 'over') return 'over';
      if (piece.stream !== null) streams[piece.stream] = [...(streams[piece.stream] ?? []), ...rendered];
    }
    return await step.run('publish', async () =>
      durably(() => publishRecording(services(), at, facts, streams)),
    );
  },
);
