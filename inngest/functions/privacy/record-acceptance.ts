import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import { authEvents } from '@/server/domains/auth';
import { acceptTerms } from '@/server/domains/privacy';
import { services } from '@/server/wiring/services';

/**
 * Keeps on record that whoever registers, opens an account from elsewhere, or takes up an invitation, agrees to the terms. The events come from forms that
 * say so; an account that somebody else makes for a person has agreed to nothing yet.
 */
export const recordAcceptance = inngest.createFunction(
  {
    id: 'record-acceptance',
    triggers: [
      on(authEvents.verificationRequested),
      on(authEvents.invitationAccepted),
      on(authEvents.openedByIdentity),
    ],
    retries: 10,
  },
  async ({ event, step }) => {
    const given = { userId: event.data.userId, at: new Date(event.ts) };
    await step.run('consents', async () => await durably(() => acceptTerms(services(), given)));
  },
);
