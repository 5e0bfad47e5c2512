import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import { removePictureFiles } from '@/server/domains/profiles';
import { userEvents } from '@/server/domains/users';
import { services } from '@/server/wiring/services';

/** Removes the files of a picture that nobody has any more. */
export const removeDroppedPicture = inngest.createFunction(
  { id: 'remove-dropped-picture', triggers: [on(userEvents.pictureDropped)], retries: 10 },
  async ({ event, step }) =>
    await step.run('files', async () => {
      await durably(async () => await removePictureFiles(services(), event.data.key));
    }),
);
