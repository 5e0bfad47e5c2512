import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import { issueCertificate } from '@/server/domains/certificates';
import { enrollmentEvents } from '@/server/domains/enrollments';
import { services } from '@/server/wiring/services';

/** Issues the certificate of a course that somebody has completed. */
export const issueCertificateOnCompletion = inngest.createFunction(
  { id: 'issue-certificate', triggers: [on(enrollmentEvents.courseCompleted)], retries: 10 },
  async ({ event, step }) => {
    const { enrollmentId } = event.data;
    return await step.run(
      'record',
      async () => await durably(() => issueCertificate(services(), { enrollmentId })),
    );
  },
);
