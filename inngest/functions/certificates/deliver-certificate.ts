import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import { tellByMail, tellInApp } from '@/inngest/functions/certificates/tell-learner';
import { certificateEvents, storeCertificatePdf } from '@/server/domains/certificates';
import { services } from '@/server/wiring/services';

/** Makes an issued certificate's PDF. Nobody waits for it: it is a function of its own. */
export const storePdfOfCertificate = inngest.createFunction(
  { id: 'store-certificate-pdf', triggers: [on(certificateEvents.issued)], retries: 10 },
  async ({ event, step }) => {
    const { certificateId } = event.data;
    return await step.run('store-pdf', async () =>
      durably(() => storeCertificatePdf(services(), { certificateId })),
    );
  },
);

/** Tells the learner of an issued certificate: in the app and its open tabs, then by mail. */
export const tellOfCertificate = inngest.createFunction(
  { id: 'tell-of-certificate', triggers: [on(certificateEvents.issued)], retries: 10 },
  async ({ event, step }) => {
    const { certificateId } = event.data;
    await step.run('notify', async () => durably(() => tellInApp(certificateId)));
    return await step.run('mail', async () => durably(() => tellByMail(certificateId)));
  },
);
