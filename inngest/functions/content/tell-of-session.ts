import { findSession, listSessions, type Session } from '@/server/domains/content';
import { findCourses } from '@/server/domains/courses';
import { type EnrollmentFacts, listEnrollmentsOfCourse } from '@/server/domains/enrollments';
import {
  findTold,
  notify,
  type SessionNews,
  sendMailOnce,
  sessionMail,
} from '@/server/domains/notifications';
import { findAccount } from '@/server/domains/users';
import type { Services } from '@/server/wiring/services';

/** What telling people needs. */
export type Telling = Pick<Services, 'db' | 'clock' | 'live' | 'mailer' | 'mailDomain' | 'appUrl'>;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** When people are reminded, before a session begins; what could not be sent then is sent as long as it makes sense. In ms. */
const reminders = {
  tomorrow: { beforeMs: 24 * hourMs, untilMs: 20 * hourMs },
  soon: { beforeMs: 15 * minuteMs, untilMs: 0 },
} as const;

/** How far ahead each look goes: to the next one. In ms. */
const lookAheadMs = 5 * minuteMs;

/** A reminder that is due, and when. The session is looked at again at that time. */
export type DueReminder = {
  readonly news: keyof typeof reminders;
  readonly lessonId: string;
  readonly startsAt: string;
  readonly at: string;
};

/** Returns the reminders that are due until the next look, soonest first. */
export async function listDueReminders({ db, clock }: Pick<Telling, 'db' | 'clock'>): Promise<DueReminder[]> {
  const now = clock.now().getTime();
  const due: DueReminder[] = [];
  for (const news of ['tomorrow', 'soon'] as const) {
    const { beforeMs, untilMs } = reminders[news];
    const span = { from: new Date(now + untilMs), to: new Date(now + beforeMs + lookAheadMs) };
    for (const { lessonId, startsAt } of await listSessions(db, span)) {
      const at = new Date(Math.max(now, startsAt.getTime() - beforeMs)).toISOString();
      due.push({ news, lessonId, startsAt: startsAt.toISOString(), at });
    }
  }
  return due.toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

const pageSize = 200;

type News = { readonly news: SessionNews; readonly session: Session; readonly reason: string };

async function tellOne(
  ctx: Telling,
  { userId }: EnrollmentFacts,
  course: { slug: string; title: string },
  { news, session, reason }: News,
) {
  const account = await findAccount(ctx.db, userId);
  if (account === null || account.erasedAt !== null) return;
  const dedupeKey = `${reason}:${userId}`;
  const facts = {
    ...{ news, courseTitle: course.title, courseSlug: course.slug },
    ...{ lessonTitle: session.title, lessonSlug: session.slug, startsAt: session.startsAt.toISOString() },
  };
  await notify(ctx, { userId, dedupeKey, content: { type: 'live_session', data: facts } });
  const mail = sessionMail({ ...account, appUrl: ctx.appUrl }, facts, account.timeZone);
  await sendMailOnce(ctx, { userId, to: account.email, dedupeKey, template: 'session', mail });
}

/**
 * Tells everybody who has access to a course at this moment, each once; who could not be told is told by the next try.
 * Returns how many were told.
 *
 * @throws Error of the first who could not be told, after all others have been.
 */
async function tellAll(ctx: Telling, news: News): Promise<number> {
  const { courseId } = news.session;
  const course = (await findCourses(ctx.db, [courseId])).get(courseId);
  if (course === undefined) return 0;
  let told = 0;
  let failure: unknown = null;
  let after: EnrollmentFacts | null = null;
  for (;;) {
    const page: EnrollmentFacts[] = await listEnrollmentsOfCourse(ctx.db, courseId, after, pageSize);
    const owed = page.map(({ userId }) => ({ userId, reason: `${news.reason}:${userId}` }));
    const { byMail } = await findTold(ctx.db, owed);
    for (const enrollment of page) {
      if (byMail.has(`${news.reason}:${enrollment.userId}`)) continue;
      try {
        await tellOne(ctx, enrollment, course, news);
        told += 1;
      } catch (error) {
        failure ??= error;
      }
    }
    after = page.at(-1) ?? null;
    if (page.length < pageSize) break;
  }
  if (failure !== null) throw failure;
  return told;
}

/** Reminds the learners of a session, unless it has moved or was cancelled since. Returns how many were told. */
export async function remindOfSession(
  ctx: Telling,
  { news, lessonId, startsAt }: DueReminder,
): Promise<number> {
  const session = await findSession(ctx.db, lessonId);
  const isSame = session !== null && !session.isCancelled && session.startsAt.toISOString() === startsAt;
  if (!isSame || session.startsAt <= ctx.clock.now()) return 0;
  return await tellAll(ctx, { news, session, reason: `session.${news}:${lessonId}:${startsAt}` });
}

/** Tells the learners that a session is at another time, or not at all; of an older change nothing is said any more. */
export async function tellOfMove(
  ctx: Telling,
  { lessonId, sequence }: { readonly lessonId: string; readonly sequence: number },
): Promise<number> {
  const session = await findSession(ctx.db, lessonId);
  if (session === null || session.sequence !== sequence) return 0;
  const news = session.isCancelled ? 'cancelled' : 'moved';
  return await tellAll(ctx, { news, session, reason: `session.${news}:${lessonId}:${sequence}` });
}
