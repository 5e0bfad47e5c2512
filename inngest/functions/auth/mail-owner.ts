import { NonRetriableError } from 'inngest';
import { type Recipient, type resetMail, sendMailOnce } from '@/server/domains/notifications';
import { type Account, findAccount } from '@/server/domains/users';
import type { Services } from '@/server/wiring/services';

/** What mailing takes from the services. */
export type MailPorts = Pick<Services, 'db' | 'clock' | 'mailer' | 'mailDomain' | 'appUrl' | 'secret'>;

type Composed = ReturnType<typeof resetMail>;

/**
 * Mails the owner of an account once for one event. The mail is composed here, inside a step, so that no token is stored.
 *
 * @throws NonRetriableError when the event has no id: by anything else, the next mail of its kind would pass for sent.
 */
export async function mailOwner(
  ports: MailPorts,
  owed: { userId: string; eventId: string | undefined; template: string },
  compose: (to: Recipient, secret: string) => Composed,
): Promise<string> {
  const { userId, eventId, template } = owed;
  if (eventId === undefined) throw new NonRetriableError(`a ${template} mail without the id of its event`);
  const account = await findAccount(ports.db, userId);
  if (account === null || account.erasedAt !== null) return 'nobody_to_tell';
  const mail = compose(recipientOf(account, ports.appUrl), ports.secret);
  const dedupeKey = `${template}:${eventId}`;
  return await sendMailOnce(ports, { userId, to: account.email, dedupeKey, template, mail });
}

/** Until a mailbox is proven, the name may be a stranger's text, and is not sent to it. */
function recipientOf({ locale, name, emailVerifiedAt }: Account, appUrl: string): Recipient {
  return { locale, appUrl, name: emailVerifiedAt === null ? null : name };
}
