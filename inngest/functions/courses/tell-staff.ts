import { mailOwner } from '@/inngest/functions/auth/mail-owner';
import { findReviewRequest, findSchedule, listPublisherIds } from '@/server/domains/courses';
import {
  notify,
  reviewAskedMail,
  reviewDecidedMail,
  scheduleEndedMail,
} from '@/server/domains/notifications';
import { findAccount } from '@/server/domains/users';
import { services } from '@/server/wiring/services';

type Content = Parameters<typeof notify>[1]['content'];

/** What somebody is to be told, for the event of this id: in the app once, and by mail once. */
type Telling = {
  readonly userId: string;
  readonly eventId: string | undefined;
  readonly template: string;
  readonly content: Content;
  readonly compose: Parameters<typeof mailOwner>[2];
};

async function tell({ userId, eventId, template, content, compose }: Telling): Promise<string> {
  const account = await findAccount(services().db, userId);
  if (account === null || account.erasedAt !== null || account.suspendedAt !== null) return 'nobody_to_tell';
  const dedupeKey = `${template}:${eventId}`;
  await notify(services(), { userId, dedupeKey, content });
  // The key of a mail is one for all people, and several are told of one event.
  const owed = { userId, eventId: eventId === undefined ? undefined : `${eventId}:${userId}`, template };
  return await mailOwner(services(), owed, compose);
}

/** Returns who is to look a course through: whoever may publish it, but for the one who asks; nobody when it is decided. */
export async function reviewersFor(requestId: string): Promise<string[]> {
  const request = await findReviewRequest(services().db, requestId);
  if (request === null || request.decidedAt !== null) return [];
  const ids = await listPublisherIds(services().db, request.courseId);
  return ids.filter((id) => id !== request.askedById);
}

/** Tells somebody that a course waits for them to look it through. */
export async function tellReviewer(
  requestId: string,
  to: { readonly userId: string; readonly eventId: string | undefined },
): Promise<string> {
  const request = await findReviewRequest(services().db, requestId);
  if (request === null) return 'no_such_request';
  const { title: courseTitle, slug } = request.course;
  return await tell({
    ...to,
    template: 'review-asked',
    content: { type: 'review_asked', data: { courseTitle, courseSlug: slug } },
    compose: (whom) => reviewAskedMail(whom, { courseTitle, slug, message: request.message }),
  });
}

/** Tells whoever asked what became of it. */
export async function tellAsker(
  requestId: string,
  {
    eventId,
    decision,
  }: { readonly eventId: string | undefined; readonly decision: 'approved' | 'sent_back' },
): Promise<string> {
  const request = await findReviewRequest(services().db, requestId);
  if (request === null || request.askedById === null) return 'nobody_to_tell';
  if (request.askedById === request.decidedById) return 'knows_already';
  const { title: courseTitle, slug } = request.course;
  const { comment } = request;
  return await tell({
    ...{ userId: request.askedById, eventId, template: 'review-decided' },
    content: { type: 'review_decided', data: { courseTitle, courseSlug: slug, decision } },
    compose: (whom) => reviewDecidedMail(whom, { courseTitle, slug, decision, comment }),
  });
}

/** Tells whoever chose the time to publish a course what happened then. */
export async function tellPlanner(
  scheduleId: string,
  {
    eventId,
    outcome,
  }: { readonly eventId: string | undefined; readonly outcome: 'published' | 'not_ready' | 'not_allowed' },
): Promise<string> {
  const schedule = await findSchedule(services().db, scheduleId);
  if (schedule === null || schedule.setById === null) return 'nobody_to_tell';
  const { title: courseTitle, slug } = schedule.course;
  return await tell({
    ...{ userId: schedule.setById, eventId, template: 'schedule-ended' },
    content: { type: 'schedule_ended', data: { courseTitle, courseSlug: slug, outcome } },
    compose: (whom) => scheduleEndedMail(whom, { courseTitle, slug, outcome }),
  });
}
