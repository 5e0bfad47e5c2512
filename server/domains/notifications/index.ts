import { selectMailsOf } from '@/server/domains/notifications/repo';
import type { Conn } from '@/server/platform/db';

export { notify } from '@/server/domains/notifications/commands/notify';
export { sendMailOnce } from '@/server/domains/notifications/commands/send-mail';
export { findTold } from '@/server/domains/notifications/find-told';
export {
  alreadyRegisteredMail,
  certificateMail,
  courseInvitationMail,
  emailChangeNewMail,
  emailChangeOldMail,
  emailTakenMail,
  erasureMail,
  exportReadyMail,
  invitationMail,
  magicLinkMail,
  passwordChangedMail,
  type Recipient,
  resetMail,
  restoredMail,
  reviewAskedMail,
  reviewDecidedMail,
  scheduleEndedMail,
  securityNoticeMail,
  staffAddedMail,
  suspendedMail,
  verificationMail,
} from '@/server/domains/notifications/mail/templates';
export { eraseMessages, notificationAreas } from '@/server/domains/notifications/personal-data';

/** Returns the mails a person was owed, latest first, at most `limit`. Only for who may read about people. */
export async function listMailsOf(conn: Conn, userId: string, limit: number) {
  const rows = await selectMailsOf(conn, userId, limit);
  return rows.map(({ template, createdAt, sentAt }) => ({
    template,
    at: createdAt,
    isSent: sentAt !== null,
  }));
}
