import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import { reviewersFor, tellAsker, tellPlanner, tellReviewer } from '@/inngest/functions/courses/tell-staff';
import { publishScheduled } from '@/server/domains/content';
import { courseEvents, findInvitationToMail, invitationToken } from '@/server/domains/courses';
import { courseInvitationMail, sendMailOnce } from '@/server/domains/notifications';
import { services } from '@/server/wiring/services';

/** Tells whoever may publish a course that somebody asks them to look it through; each is a step of their own. */
export const tellOfReview = inngest.createFunction(
  { id: 'tell-of-review', triggers: [on(courseEvents.reviewAsked)], retries: 10 },
  async ({ event, step }) => {
    const { requestId } = event.data;
    const userIds = await step.run('reviewers', async () => durably(() => reviewersFor(requestId)));
    for (const userId of userIds) {
      const to = { userId, eventId: event.id };
      await step.run(`tell ${userId}`, async () => durably(() => tellReviewer(requestId, to)));
    }
    return { told: userIds.length };
  },
);

/** Tells whoever asked for a review what became of it. */
export const tellOfDecision = inngest.createFunction(
  { id: 'tell-of-decision', triggers: [on(courseEvents.reviewDecided)], retries: 10 },
  async ({ event, step }) => {
    const { requestId, decision } = event.data;
    return await step.run('tell', async () =>
      durably(() => tellAsker(requestId, { eventId: event.id, decision })),
    );
  },
);

/** Publishes a course when its time has come, unless that was changed or given up meanwhile, and says how it went. */
export const publishAtTime = inngest.createFunction(
  { id: 'publish-at-time', triggers: [on(courseEvents.publishScheduled)], retries: 10 },
  async ({ event, step }) => {
    const { scheduleId, publishAt } = event.data;
    await step.sleepUntil('until its time', publishAt);
    const outcome = await step.run('publish', async () =>
      durably(() => publishScheduled(services(), scheduleId)),
    );
    if (outcome === 'given_up') return outcome;
    await step.run('tell', async () =>
      durably(() => tellPlanner(scheduleId, { eventId: event.id, outcome })),
    );
    return outcome;
  },
);

async function mailInvitation(invitationId: string, eventId: string | undefined): Promise<string> {
  const { db, secret, appUrl } = services();
  const found = await findInvitationToMail(db, invitationId);
  if (found === null || eventId === undefined) return 'nobody_to_mail';
  // Who reads the mailbox is not known; they teach the course in a language that they expect to be read.
  const to = { name: null, locale: found.language === 'es' ? 'es' : 'en', appUrl };
  const { courseTitle, invitedBy, email } = found;
  const mail = courseInvitationMail(to, {
    token: invitationToken(secret, invitationId),
    courseTitle,
    invitedBy,
  });
  const template = 'course-invitation';
  // Nobody's account: the record of the mail has no person.
  return await sendMailOnce(services(), {
    ...{ userId: null, to: email, dedupeKey: `${template}:${eventId}`, template, mail },
  });
}

/** Mails the link by which somebody comes into a course. */
export const sendCourseInvitation = inngest.createFunction(
  { id: 'send-course-invitation', triggers: [on(courseEvents.invited)], retries: 10 },
  async ({ event, step }) =>
    await step.run('mail', async () => durably(() => mailInvitation(event.data.invitationId, event.id))),
);
