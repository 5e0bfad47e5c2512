import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import { showCover } from '@/server/domains/courses';
import { mediaEvents } from '@/server/domains/media';
import { services } from '@/server/wiring/services';

/** Shows a picture that has become ready as the cover of the courses that wait for it, and measures how words are read over it. */
export const showReadyCover = inngest.createFunction(
  { id: 'show-ready-cover', triggers: [on(mediaEvents.pictureReady)], retries: 5 },
  async ({ event, step }) =>
    await step.run('show', async () =>
      durably(async () => ({ courses: await showCover(services(), event.data.assetId) })),
    ),
);
