import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import { mailOwner } from '@/inngest/functions/auth/mail-owner';
import { erasureMail } from '@/server/domains/notifications';
import {
  announceDueErasures,
  clearPerson,
  finishErasure,
  privacyEvents,
  withdrawalToken,
} from '@/server/domains/privacy';
import { services } from '@/server/wiring/services';

/** Tells a person that they will be forgotten, and how to prevent it. */
export const sendErasureMail = inngest.createFunction(
  { id: 'send-erasure-mail', triggers: [on(privacyEvents.erasureRequested)], retries: 10 },
  async ({ event, step }) => {
    const { userId, requestedAt, dueAt } = event.data;
    const owed = { userId, eventId: event.id, template: 'erasure' };
    return await step.run('mail', async () =>
      durably(() =>
        mailOwner(services(), owed, (to, secret) =>
          erasureMail(to, {
            token: withdrawalToken(secret, { userId, requestedAt: new Date(requestedAt) }),
            dueAt: new Date(dueAt),
          }),
        ),
      ),
    );
  },
);

/** Erasures begun by one run at most; the next takes the rest. */
const batch = 50;

/** Begins the erasures whose time has come. */
export const beginDueErasures = inngest.createFunction(
  { id: 'begin-due-erasures', triggers: [{ cron: '7,37 * * * *' }], retries: 2, concurrency: { limit: 1 } },
  async ({ step }) =>
    await step.run(
      'announce',
      async () => await durably(async () => ({ due: await announceDueErasures(services(), batch) })),
    ),
);

/** Longer than what was under way when the account was shut can still take. */
const settleFor = '30s';

/**
 * Forgets a person. Everything is cleared twice: what a request or a function that was under way has written meanwhile
 * goes with the second time.
 */
export const erasePerson = inngest.createFunction(
  {
    id: 'erase-person',
    triggers: [on(privacyEvents.erasureDue)],
    retries: 10,
    concurrency: { limit: 1, key: 'event.data.userId' },
  },
  async ({ event, step }) => {
    const { userId } = event.data;
    const isDue = await step.run('clear', async () => await durably(() => clearPerson(services(), userId)));
    if (!isDue) return 'not_due';
    await step.sleep('settle', settleFor);
    await step.run('finish', async () => await durably(() => finishErasure(services(), userId)));
    return 'erased';
  },
);
