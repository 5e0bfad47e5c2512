import { inngest, publishToInngest } from '@/inngest/client';
import { relayOutbox } from '@/server/platform/outbox';
import { services } from '@/server/wiring/services';

/** Publishes what a process left behind when it died between commit and hand-over. */
export const sweepOutbox = inngest.createFunction(
  { id: 'sweep-outbox', triggers: [{ cron: '* * * * *' }], retries: 0, concurrency: { limit: 1 } },
  async ({ step }) =>
    await step.run('relay', async () => ({
      published: await relayOutbox({ ...services(), publish: publishToInngest }),
    })),
);
