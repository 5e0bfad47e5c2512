import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import { type MailPorts, mailOwner } from '@/inngest/functions/auth/mail-owner';
import { authEvents, tokenFor } from '@/server/domains/auth';
import { courseEvents, findCourses } from '@/server/domains/courses';
import { invitationMail, restoredMail, staffAddedMail, suspendedMail } from '@/server/domains/notifications';
import { findAccount, userEvents } from '@/server/domains/users';
import { services } from '@/server/wiring/services';

/** Mails the link by which an invited person chooses a password. */
export const sendInvitationMail = inngest.createFunction(
  { id: 'send-invitation-mail', triggers: [on(authEvents.invitationOrdered)], retries: 10 },
  async ({ event, step }) => {
    const { userId, tokenId } = event.data;
    const owed = { userId, eventId: event.id, template: 'invitation' };
    return await step.run('mail', async () =>
      durably(() =>
        mailOwner(services(), owed, (to, secret) =>
          invitationMail(to, { token: tokenFor(secret, 'invitation', tokenId) }),
        ),
      ),
    );
  },
);

type Owed = { readonly userId: string; readonly eventId: string | undefined };

/** The reason is read when the mail is written, so that it stands in no event; who is let in again meanwhile needs no mail. */
async function tellReason(ports: MailPorts, owed: Owed): Promise<string> {
  const account = await findAccount(ports.db, owed.userId);
  const reason = account?.suspendedReason ?? null;
  if (reason === null) return 'not_suspended_any_more';
  return await mailOwner(ports, { ...owed, template: 'suspended' }, (to) => suspendedMail(to, { reason }));
}

/** Tells a person that their account is suspended, and why. */
export const sendSuspendedMail = inngest.createFunction(
  { id: 'send-suspended-mail', triggers: [on(userEvents.suspended)], retries: 10 },
  async ({ event, step }) => {
    const owed = { userId: event.data.userId, eventId: event.id };
    return await step.run('mail', async () => durably(() => tellReason(services(), owed)));
  },
);

/** Tells a person that their account is open again. */
export const sendRestoredMail = inngest.createFunction(
  { id: 'send-restored-mail', triggers: [on(userEvents.restored)], retries: 10 },
  async ({ event, step }) => {
    const owed = { userId: event.data.userId, eventId: event.id, template: 'restored' };
    return await step.run('mail', async () => durably(() => mailOwner(services(), owed, restoredMail)));
  },
);

type Place = Owed & { readonly courseId: string };

async function tellPlace(ports: MailPorts, { courseId, ...owed }: Place): Promise<string> {
  const course = (await findCourses(ports.db, [courseId])).get(courseId);
  if (course === undefined) return 'no_such_course';
  const facts = { courseTitle: course.title, slug: course.slug };
  return await mailOwner(ports, { ...owed, template: 'staff-added' }, (to) => staffAddedMail(to, facts));
}

/** Tells a person that they work on a course from now on. */
export const sendStaffAddedMail = inngest.createFunction(
  { id: 'send-staff-added-mail', triggers: [on(courseEvents.staffChanged)], retries: 10 },
  async ({ event, step }) => {
    const { change, ...place } = { ...event.data, eventId: event.id };
    if (change !== 'added') return 'nothing_to_tell';
    return await step.run('mail', async () => durably(() => tellPlace(services(), place)));
  },
);
