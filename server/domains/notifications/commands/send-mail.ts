import type { RenderedMail } from '@/server/domains/notifications/mail/render';
import { leaseMail, markMailSent, releaseMail } from '@/server/domains/notifications/repo';
import type { Mailer } from '@/server/platform/adapters/mailer';
import type { UseCaseContext } from '@/server/platform/context';
import { AppError, platformErrors } from '@/server/platform/errors';

/** How long one sender has a mail to itself, in ms: longer than all timeouts of the mailer together. */
const leaseMs = 120_000;

type MailContext = Pick<UseCaseContext, 'db' | 'clock'> & {
  readonly mailer: Mailer;
  readonly mailDomain: string;
};

/**
 * Sends the mail that is owed for a reason, once, however many senders try at once; a mail is never lost. It can leave
 * a second time in one case only: the process dies, or loses the database, between the mail server's yes and our note
 * of it. Then the mail goes out again after the lease, with the same Message-ID; whether a reader sees one or two is up
 * to their mailbox.
 *
 * @param input.dedupeKey the reason, derived from the event that caused it.
 * @throws AppError `platform/unavailable` with the seconds to wait while another sender has it; the mailer's failure.
 */
export async function sendMailOnce(
  ctx: MailContext,
  input: { userId: string | null; to: string; dedupeKey: string; template: string; mail: RenderedMail },
): Promise<'sent' | 'sent_before'> {
  const { userId, dedupeKey, template, to, mail } = input;
  const now = ctx.clock.now();
  const until = new Date(now.getTime() + leaseMs);
  const lease = await leaseMail(ctx.db, { userId, dedupeKey, template, createdAt: now }, until);
  if (lease.sentAt !== null) return 'sent_before';
  if (!lease.isOurs) {
    const waitMs = (lease.claimedUntil ?? until).getTime() - now.getTime();
    throw new AppError(platformErrors.unavailable, {
      retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)),
    });
  }
  try {
    await ctx.mailer.send({ ...mail, to, messageId: `${lease.id}@${ctx.mailDomain}` });
  } catch (error) {
    // The next try need not wait. Should this fail too, the lease lapses; what went wrong is the mailer's failure.
    await releaseMail(ctx.db, lease.id, until).catch(() => undefined);
    throw error;
  }
  await markMailSent(ctx.db, lease.id, ctx.clock.now());
  return 'sent';
}
