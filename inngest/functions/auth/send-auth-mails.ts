import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import { mailOwner } from '@/inngest/functions/auth/mail-owner';
import { authEvents, tokenFor } from '@/server/domains/auth';
import {
  alreadyRegisteredMail,
  magicLinkMail,
  passwordChangedMail,
  resetMail,
  verificationMail,
} from '@/server/domains/notifications';
import { services } from '@/server/wiring/services';

/** Mails the link that confirms an address. */
export const sendVerificationMail = inngest.createFunction(
  { id: 'send-verification-mail', triggers: [on(authEvents.verificationRequested)], retries: 10 },
  async ({ event, step }) => {
    const { userId, tokenId, returnTo } = event.data;
    const owed = { userId, eventId: event.id, template: 'verification' };
    return await step.run('mail', async () =>
      durably(() =>
        mailOwner(services(), owed, (to, secret) =>
          verificationMail(to, { token: tokenFor(secret, 'verify_email', tokenId), returnTo }),
        ),
      ),
    );
  },
);

/** Tells the owner of an address that somebody tried to register with it. */
export const sendAlreadyRegisteredMail = inngest.createFunction(
  { id: 'send-already-registered-mail', triggers: [on(authEvents.registrationRepeated)], retries: 10 },
  async ({ event, step }) => {
    const owed = { userId: event.data.userId, eventId: event.id, template: 'already-registered' };
    return await step.run('mail', async () =>
      durably(() => mailOwner(services(), owed, alreadyRegisteredMail)),
    );
  },
);

/** Mails the link to choose a new password. */
export const sendResetMail = inngest.createFunction(
  { id: 'send-reset-mail', triggers: [on(authEvents.resetRequested)], retries: 10 },
  async ({ event, step }) => {
    const { userId, tokenId } = event.data;
    const owed = { userId, eventId: event.id, template: 'reset' };
    return await step.run('mail', async () =>
      durably(() =>
        mailOwner(services(), owed, (to, secret) =>
          resetMail(to, { token: tokenFor(secret, 'reset_password', tokenId) }),
        ),
      ),
    );
  },
);

/** Mails the link that signs in. */
export const sendMagicLinkMail = inngest.createFunction(
  { id: 'send-magic-link-mail', triggers: [on(authEvents.magicLinkRequested)], retries: 10 },
  async ({ event, step }) => {
    const { userId, tokenId, returnTo } = event.data;
    const owed = { userId, eventId: event.id, template: 'magic-link' };
    return await step.run('mail', async () =>
      durably(() =>
        mailOwner(services(), owed, (to, secret) =>
          magicLinkMail(to, { token: tokenFor(secret, 'magic_link', tokenId), returnTo }),
        ),
      ),
    );
  },
);

/** Tells a person that their password was changed. */
export const sendPasswordChangedMail = inngest.createFunction(
  { id: 'send-password-changed-mail', triggers: [on(authEvents.passwordChanged)], retries: 10 },
  async ({ event, step }) => {
    const owed = { userId: event.data.userId, eventId: event.id, template: 'password-changed' };
    return await step.run('mail', async () =>
      durably(() => mailOwner(services(), owed, passwordChangedMail)),
    );
  },
);
