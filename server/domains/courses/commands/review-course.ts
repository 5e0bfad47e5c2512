import type { z } from 'zod';
import type { byCourseSlug } from '@/server/domains/courses/contract';
import type {
  ReviewView,
  requestReviewInput,
  sendBackInput,
} from '@/server/domains/courses/contract/lifecycle';
import { courseErrors } from '@/server/domains/courses/errors';
import { courseEvents } from '@/server/domains/courses/events';
import { requireCourse } from '@/server/domains/courses/queries/require-course';
import { reviewOf } from '@/server/domains/courses/queries/reviews';
import { decideOpen, insertRequest, selectLatestRequest } from '@/server/domains/courses/repo/reviews';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';

const subjectOf = (id: string) => ({ type: 'course', id }) as const;

/**
 * Asks whoever may publish a course to look it through; they are told by mail and in the app, and it stands in the queue of
 * the platform's moderators.
 *
 * @throws AppError `courses/not_found`; `courses/review_open` when somebody has asked already.
 */
export async function requestReview(
  ctx: UserContext,
  input: z.output<typeof requestReviewInput>,
): Promise<ReviewView | null> {
  const course = await requireCourse(ctx, input.courseSlug, 'content.edit');
  const id = newId();
  const row = { id, courseId: course.id, askedById: ctx.actor.userId, message: input.message };
  await transact(ctx.db, async (tx) => {
    if (!(await insertRequest(tx, { ...row, askedAt: ctx.clock.now() }))) {
      throw new AppError(courseErrors.review_open);
    }
    await emit(tx, courseEvents.reviewAsked, { courseId: course.id, requestId: id });
    await recordAudit(tx, ctx, { action: 'course.review_asked', subject: subjectOf(course.id) });
  });
  return await reviewOf(ctx, course.id);
}

type Decision = { readonly decision: 'approved' | 'sent_back' | 'withdrawn'; readonly comment: string };

async function decide(tx: Tx, ctx: UserContext, courseId: string, what: Decision): Promise<boolean> {
  const by = { decidedById: ctx.actor.userId, decidedAt: ctx.clock.now() };
  const requestId = await decideOpen(tx, courseId, { ...what, ...by });
  if (requestId === null) return false;
  const { decision } = what;
  if (decision !== 'withdrawn') await emit(tx, courseEvents.reviewDecided, { courseId, requestId, decision });
  const after = { decision };
  await recordAudit(tx, ctx, { action: 'course.review_decided', subject: subjectOf(courseId), after });
  return true;
}

/** Approves what is open of a course that is being published; where nothing is, nothing happens. */
export async function approveReview(tx: Tx, ctx: UserContext, courseId: string): Promise<void> {
  await decide(tx, ctx, courseId, { decision: 'approved', comment: '' });
}

/**
 * Sends a course back to whoever asked, with what is to be mended.
 *
 * @throws AppError `courses/not_found`; `courses/review_not_open` when nobody waits for it any more.
 */
export async function sendBack(
  ctx: UserContext,
  { courseSlug, comment }: z.output<typeof sendBackInput>,
): Promise<ReviewView | null> {
  const course = await requireCourse(ctx, courseSlug, 'course.publish');
  await transact(ctx.db, async (tx) => {
    if (await decide(tx, ctx, course.id, { decision: 'sent_back', comment })) return;
    throw new AppError(courseErrors.review_not_open);
  });
  return await reviewOf(ctx, course.id);
}

/**
 * Takes back what the caller has asked for.
 *
 * @throws AppError `courses/not_found`; `courses/review_not_open`, also when somebody else has asked.
 */
export async function withdrawReview(
  ctx: UserContext,
  { courseSlug }: z.output<typeof byCourseSlug>,
): Promise<ReviewView | null> {
  const course = await requireCourse(ctx, courseSlug, 'content.edit');
  await transact(ctx.db, async (tx) => {
    const latest = await selectLatestRequest(tx, course.id);
    const isTheirs = latest?.askedById === ctx.actor.userId;
    const what = { decision: 'withdrawn', comment: '' } as const;
    if (isTheirs && (await decide(tx, ctx, course.id, what))) return;
    throw new AppError(courseErrors.review_not_open);
  });
  return await reviewOf(ctx, course.id);
}
