import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { z } from 'zod';

/** What one learner ended up with. */
export type Outcome = {
  readonly email: string;
  readonly certificates: number;
  readonly withPdf: number;
  readonly notifications: number;
  readonly mails: number;
  /** How often mails were handed to the mail server; more than `mails` where a mailbox had to fold a repetition. */
  readonly deliveries: number;
};

/** How long after the last kill everything owed may take: two sweeps of the outbox and the retries of its functions. */
const patienceMs = 6 * 60_000;

const rows = z.array(
  z.object({ email: z.string(), certificates: z.number(), with_pdf: z.number(), notifications: z.number() }),
);
const mails = z.array(z.object({ subject: z.string(), deliveries: z.number() }));

/** Tells whether a learner has exactly one of everything. */
export function isExact(outcome: Outcome): boolean {
  const { certificates, withPdf, notifications, mails: count } = outcome;
  return certificates === 1 && withPdf === 1 && notifications === 1 && count === 1;
}

/** Waits until everybody has what they are owed, or time is up, and then a little longer for anything too much. */
export async function awaitOutcomes(database: Client, mailUrl: string, courseId: string): Promise<Outcome[]> {
  const startedAt = Date.now();
  for (;;) {
    const outcomes = await readOutcomes(database, mailUrl, courseId);
    const isLate = Date.now() - startedAt > patienceMs;
    if (isLate) return outcomes;
    if (outcomes.every(isExact)) {
      await sleep(10_000);
      return await readOutcomes(database, mailUrl, courseId);
    }
    await sleep(2_000);
  }
}

async function readOutcomes(database: Client, mailUrl: string, courseId: string): Promise<Outcome[]> {
  const found = await database.query(
    `SELECT u.email,
       (SELECT count(*)::int FROM certificates c WHERE c.user_id = u.id AND c.course_id = $1) AS certificates,
       (SELECT count(*)::int FROM certificates c WHERE c.user_id = u.id AND c.pdf_key IS NOT NULL) AS with_pdf,
       (SELECT count(*)::int FROM notifications n WHERE n.user_id = u.id AND n.type = 'certificate_issued') AS notifications
     FROM users u WHERE u.email LIKE 'chaos-%' ORDER BY u.email`,
    [courseId],
  );
  return await Promise.all(
    rows.parse(found.rows).map(async ({ email, certificates, with_pdf: withPdf, notifications }) => {
      const response = await fetch(`${mailUrl}/api/messages?to=${encodeURIComponent(email)}`);
      const messages = mails.parse(await response.json());
      const deliveries = messages.reduce((sum, message) => sum + message.deliveries, 0);
      return { email, certificates, withPdf, notifications, mails: messages.length, deliveries };
    }),
  );
}
