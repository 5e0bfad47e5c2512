import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import { type MailPorts, mailOwner } from '@/inngest/functions/auth/mail-owner';
import { authEvents, findEmailChange, tokenFor } from '@/server/domains/auth';
import {
  emailChangeNewMail,
  emailChangeOldMail,
  emailTakenMail,
  securityNoticeMail,
  sendMailOnce,
} from '@/server/domains/notifications';
import { findAccount, findAccountByEmail } from '@/server/domains/users';
import { services } from '@/server/wiring/services';

/** Tells a person by mail what has changed, or was tried, about how they sign in. */
export const sendSecurityNotice = inngest.createFunction(
  { id: 'send-security-notice', triggers: [on(authEvents.securityNoticed)], retries: 10 },
  async ({ event, step }) => {
    const { userId, notice } = event.data;
    const owed = { userId, eventId: event.id, template: notice.replaceAll('_', '-') };
    return await step.run('mail', async () =>
      durably(() => mailOwner(services(), owed, (to) => securityNoticeMail(to, notice))),
    );
  },
);

type Wish = { readonly userId: string; readonly changeId: string };

async function askPresentMailbox(ports: MailPorts, wish: Wish, tokenId: string): Promise<string> {
  const change = await findEmailChange(ports.db, wish.changeId);
  if (change === null) return 'closed';
  const owed = { userId: wish.userId, eventId: wish.changeId, template: 'email-change-old' };
  return await mailOwner(ports, owed, (to, secret) =>
    emailChangeOldMail(to, {
      token: tokenFor(secret, 'change_email_old', tokenId),
      address: change.newEmail,
    }),
  );
}

/** An address that has an account is not asked: its owner is told, in their own language. */
async function askWishedMailbox(ports: MailPorts, wish: Wish, tokenId: string): Promise<string> {
  const change = await findEmailChange(ports.db, wish.changeId);
  const asker = await findAccount(ports.db, wish.userId);
  if (change === null || asker === null) return 'closed';
  const owner = await findAccountByEmail(ports.db, change.newEmail);
  const { locale } = owner ?? asker;
  const token = tokenFor(ports.secret, 'change_email_new', tokenId);
  const to = { name: null, locale, appUrl: ports.appUrl };
  return await sendMailOnce(ports, {
    userId: owner?.id ?? wish.userId,
    to: change.newEmail,
    template: 'email-change-new',
    dedupeKey: `email-change-new:${wish.changeId}`,
    mail: owner === null ? emailChangeNewMail(to, { token }) : emailTakenMail(to),
  });
}

/** Asks both mailboxes whether an account shall be reached at another address. */
export const sendEmailChangeMails = inngest.createFunction(
  { id: 'send-email-change-mails', triggers: [on(authEvents.emailChangeRequested)], retries: 10 },
  async ({ event, step }) => {
    const { oldTokenId, newTokenId, ...wish } = event.data;
    return await Promise.all([
      step.run('present mailbox', async () => durably(() => askPresentMailbox(services(), wish, oldTokenId))),
      step.run('wished mailbox', async () => durably(() => askWishedMailbox(services(), wish, newTokenId))),
    ]);
  },
);
