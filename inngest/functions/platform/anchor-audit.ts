import { inngest } from '@/inngest/client';
import { keepAnchor } from '@/server/platform/audit/anchor';
import { log } from '@/server/platform/log';
import { services } from '@/server/wiring/services';

/** Keeps the end of the audit log in the object store every night, so that a log cut short is found. */
export const anchorAuditLog = inngest.createFunction(
  { id: 'anchor-audit-log', triggers: [{ cron: '41 2 * * *' }], retries: 3, concurrency: { limit: 1 } },
  async ({ step }) =>
    await step.run('anchor', async () => {
      const { db, objectStore, clock } = services();
      const outcome = await keepAnchor(db, objectStore, clock);
      if (outcome === 'broken') log().error('the audit log does not contain its anchor; run audit:verify');
      return outcome;
    }),
);
