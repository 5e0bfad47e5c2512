import { inngest, on } from '@/inngest/client';
import { durably } from '@/inngest/durably';
import { listDueReminders, remindOfSession, tellOfMove } from '@/inngest/functions/content/tell-of-session';
import { contentEvents } from '@/server/domains/content';
import { services } from '@/server/wiring/services';

/**
 * Reminds learners of live sessions, a day and fifteen minutes before. It looks at the sessions as they are, every five
 * minutes, and sleeps until each reminder's time: a session that moves or is cancelled needs nothing undone, and a restart
 * loses none.
 */
export const remindOfSessions = inngest.createFunction(
  { id: 'remind-of-sessions', triggers: [{ cron: '*/5 * * * *' }], retries: 3 },
  async ({ step }) => {
    const due = await step.run('look ahead', async () => durably(() => listDueReminders(services())));
    let told = 0;
    for (const reminder of due) {
      const name = `${reminder.news} ${reminder.lessonId}`;
      await step.sleepUntil(`until it is time: ${name}`, reminder.at);
      told += await step.run(`remind: ${name}`, async () =>
        durably(() => remindOfSession(services(), reminder)),
      );
    }
    return { told };
  },
);

/** Tells learners that a session they may have noted is at another time, or not at all. */
export const tellOfMovedSession = inngest.createFunction(
  { id: 'tell-of-moved-session', triggers: [on(contentEvents.sessionMoved)], retries: 10 },
  async ({ event, step }) =>
    await step.run('tell', async () => durably(() => tellOfMove(services(), event.data))),
);
