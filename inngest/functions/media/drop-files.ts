import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import { endOrphans } from '@/server/domains/library';
import { dropFiles, endAbandonedUploads, mediaEvents } from '@/server/domains/media';
import { services } from '@/server/wiring/services';

/** Removes from the object store what nobody needs any more. */
export const dropUnneededFiles = inngest.createFunction(
  { id: 'drop-files', triggers: [on(mediaEvents.filesDropped)], retries: 10, concurrency: { limit: 5 } },
  async ({ event, step }) => {
    const drop = async () => ({ dropped: await dropFiles(services(), event.data) });
    return await step.run('drop', async () => await durably(drop));
  },
);

/** Uploads ended by one run at most; the next takes the rest. */
const batch = 200;

/** Ends uploads that nobody has come back to. */
export const sweepUploads = inngest.createFunction(
  { id: 'sweep-uploads', triggers: [{ cron: '37 * * * *' }], retries: 2, concurrency: { limit: 1 } },
  async ({ step }) =>
    await step.run('end', async () =>
      durably(async () => ({ ended: await endAbandonedUploads(services(), batch) })),
    ),
);

/** Files of erased people looked at by one run at most. */
const orphans = 20;

/** Removes the files of erased people that no course uses, and what a camera wrote into the others. */
export const sweepOrphans = inngest.createFunction(
  { id: 'sweep-orphans', triggers: [{ cron: '52 * * * *' }], retries: 2, concurrency: { limit: 1 } },
  async ({ step }) =>
    await step.run('end', async () => durably(async () => await endOrphans(services(), orphans))),
);
