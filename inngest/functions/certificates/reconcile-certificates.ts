import { inngest } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import { reasonOf, tellByMail, tellInApp } from '@/inngest/functions/certificates/tell-learner';
import {
  issueCertificate,
  listIssued,
  storeCertificatePdf,
  withoutCertificate,
} from '@/server/domains/certificates';
import { listRecentlyCompleted } from '@/server/domains/enrollments';
import { findTold } from '@/server/domains/notifications';
import { log } from '@/server/platform/log';
import { services } from '@/server/wiring/services';

/** What is younger is still on its normal way; what is older was looked at by hundreds of runs. In ms. */
const bounds = { graceMs: 10 * 60_000, backMs: 3 * 86_400_000, page: 200 } as const;

/** Brings up to date what is owed by the facts, should an event or a run ever have been lost. */
export const reconcileCertificates = inngest.createFunction(
  {
    id: 'reconcile-certificates',
    triggers: [{ cron: '*/15 * * * *' }],
    retries: 2,
    concurrency: { limit: 1 },
  },
  async ({ step }) => ({
    issued: await step.run('issue-missing', async () => durably(issueMissing)),
    delivered: await step.run('deliver-missing', async () => durably(deliverMissing)),
  }),
);

function windowOf(): { from: Date; to: Date } {
  const now = services().clock.now().getTime();
  return { from: new Date(now - bounds.backMs), to: new Date(now - bounds.graceMs) };
}

/** Does one thing that is owed; what fails is logged and is looked at again by the next run. */
async function attempt(what: string, id: string, work: () => Promise<unknown>): Promise<number> {
  try {
    await work();
    return 1;
  } catch (error) {
    log().error({ err: error, what, id }, 'still owed');
    return 0;
  }
}

async function issueMissing(): Promise<number> {
  const { db } = services();
  let issued = 0;
  let after: { completedAt: Date; id: string } | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof listRecentlyCompleted>> = await listRecentlyCompleted(
      db,
      windowOf(),
      after,
      bounds.page,
    );
    for (const { id } of await withoutCertificate(db, page)) {
      issued += await attempt('certificate', id, () => issueCertificate(services(), { enrollmentId: id }));
    }
    const last = page.at(-1);
    if (page.length < bounds.page || last === undefined || last.completedAt === null) return issued;
    after = { completedAt: last.completedAt, id: last.id };
  }
}

async function deliverMissing(): Promise<number> {
  const { db } = services();
  let delivered = 0;
  let after: string | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof listIssued>> = await listIssued(db, windowOf(), after, bounds.page);
    const told = await findTold(
      db,
      page.map(({ id, userId }) => ({ userId, reason: reasonOf(id) })),
    );
    for (const { id, hasPdf } of page) {
      const reason = reasonOf(id);
      if (!hasPdf)
        delivered += await attempt('pdf', id, () => storeCertificatePdf(services(), { certificateId: id }));
      if (!told.inApp.has(reason)) delivered += await attempt('notification', id, () => tellInApp(id));
      if (!told.byMail.has(reason)) delivered += await attempt('mail', id, () => tellByMail(id));
    }
    const last = page.at(-1);
    if (page.length < bounds.page || last === undefined) return delivered;
    after = last.id;
  }
}
