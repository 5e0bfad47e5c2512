import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import { mailOwner } from '@/inngest/functions/auth/mail-owner';
import { exportReadyMail, notify } from '@/server/domains/notifications';
import { endExports, failExport, makeExport, privacyEvents } from '@/server/domains/privacy';
import { services } from '@/server/wiring/services';

/** Makes the copy of a person's data that they ordered. */
export const makeDataExport = inngest.createFunction(
  {
    id: 'make-data-export',
    triggers: [on(privacyEvents.exportRequested)],
    retries: 5,
    // A copy reads everything of a person: few at once, so that nobody else notices.
    concurrency: { limit: 2 },
    onFailure: async ({ event }) => {
      const { exportId } = privacyEvents.exportRequested.schema.parse(event.data.event.data);
      await failExport(services(), exportId);
    },
  },
  async ({ event, step }) => {
    const { exportId } = event.data;
    return await step.run('make', async () => await durably(() => makeExport(services(), { exportId })));
  },
);

/** Tells a person that their copy is ready: in the app, then by mail. */
export const tellOfExport = inngest.createFunction(
  { id: 'tell-of-data-export', triggers: [on(privacyEvents.exportReady)], retries: 10 },
  async ({ event, step }) => {
    const { userId, exportId } = event.data;
    const content = { type: 'export_ready', data: { exportId } } as const;
    const told = { userId, dedupeKey: `export.ready:${exportId}`, content };
    await step.run('notify', async () => await durably(() => notify(services(), told)));
    const owed = { userId, eventId: exportId, template: 'export-ready' };
    return await step.run('mail', async () => durably(() => mailOwner(services(), owed, exportReadyMail)));
  },
);

/** Files removed by one run at most; the next takes the rest. */
const batch = 200;

/** Removes copies that nobody may fetch any more. */
export const endDataExports = inngest.createFunction(
  { id: 'end-data-exports', triggers: [{ cron: '23 * * * *' }], retries: 2, concurrency: { limit: 1 } },
  async ({ step }) =>
    await step.run(
      'end',
      async () => await durably(async () => ({ ended: await endExports(services(), batch) })),
    ),
);
