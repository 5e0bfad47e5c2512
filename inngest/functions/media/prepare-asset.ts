import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import {
  drawPages,
  failProcessing,
  listenToRecording,
  makePoster,
  mediaEvents,
  type NamedJob,
  planDocument,
  planRecording,
  processPicture,
  publishDocument,
  publishRecording,
  renderPiece,
  workOn,
} from '@/server/domains/media';
import { services } from '@/server/wiring/services';

/** How long a service elsewhere is left alone with a piece of work before it is asked again. */
const askAgainAfter = '20s';

/** What each function is for; all hear of every file. */
const pictures = ['image'] as const;
const recordings = ['video', 'audio'] as const;
const documents = ['document'] as const;

async function fail(
  event: { data: { event: { data?: unknown }; error: { message: string } } },
  kinds: typeof pictures | typeof recordings | typeof documents,
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

/** Makes an uploaded document ready for courses: some pages a step, so that a long one goes on where it was. */
export const prepareDocument = inngest.createFunction(
  {
    id: 'prepare-document',
    triggers: [on(mediaEvents.assetUploaded)],
    retries: 3,
    concurrency: { limit: 2 },
    onFailure: async ({ event }) => await fail(event, documents),
  },
  async ({ event, step }) => {
    const at = event.data;
    const plan = await step.run('look', async () => durably(() => planDocument(services(), at)));
    if (typeof plan === 'string') return plan;
    let pictures = 0;
    for (const pages of plan.batches) {
      const draw = async () => durably(() => drawPages(services(), at, plan, pages));
      const drawn = await step.run(`pages ${pages.from} to ${pages.to}`, draw);
      if (drawn === 'over') return 'over';
      pictures += drawn;
      // The first page that cannot be drawn is the last that is tried.
      if (drawn < pages.to - pages.from + 1) break;
    }
    return await step.run('publish', async () =>
      durably(() => publishDocument(services(), at, plan, pictures)),
    );
  },
);

/** Makes the picture of a video at a moment its poster. */
export const makePosterOfMoment = inngest.createFunction(
  { id: 'make-poster', triggers: [on(mediaEvents.posterWanted)], retries: 3, concurrency: { limit: 1 } },
  async ({ event, step }) => {
    const make = async (name: string) =>
      await step.run(name, async () => durably(() => makePoster(services(), event.data)));
    return await untilDone('make', make, step.sleep);
  },
);

/** Does a step until there is a result; what a service elsewhere is still at is asked for again after a while. */
async function untilDone<T>(
  name: string,
  run: (name: string) => Promise<T | null>,
  sleep: (name: string, time: string) => Promise<void>,
): Promise<T> {
  let result = await run(name);
  for (let asked = 1; result === null; asked += 1) {
    await sleep(`${name}, wait ${asked}`, askAgainAfter);
    result = await run(`${name}, asked ${asked + 1} times`);
  }
  return result;
}

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
    const known = await step.run('look', async () => durably(() => planRecording(services(), at)));
    if (known === null) return 'nothing_to_do';
    const listen = async (name: string) =>
      await step.run(name, async () => durably(() => listenToRecording(services(), at, known)));
    const heard = known.facts.hasSound ? await untilDone('listen', listen, step.sleep) : null;
    if (heard === 'over') return 'over';
    const jobs = workOn(known, at.folder, heard?.loudness ?? null);
    const render = (piece: NamedJob, index: number) => async (name: string) => {
      const percent = Math.min(99, Math.round(((index + 1) / jobs.length) * 100));
      return await step.run(name, async () => durably(() => renderPiece(services(), at, piece, percent)));
    };
    // A service elsewhere works on all pieces at once, when it has been told of all of them.
    const toldFirst = known.isWhole ? jobs : [];
    for (const [index, piece] of toldFirst.entries()) await render(piece, index)(`begin ${piece.name}`);
    const streams: Record<string, { name: string; seconds: number }[]> = {};
    for (const [index, piece] of jobs.entries()) {
      const rendered = await untilDone(piece.name, render(piece, index), step.sleep);
      if (rendered === 'over') return 'over';
      if (piece.stream !== null) streams[piece.stream] = [...(streams[piece.stream] ?? []), ...rendered];
    }
    const publish = async () => durably(() => publishRecording(services(), at, known, { heard, streams }));
    return await step.run('publish', publish);
  },
);
