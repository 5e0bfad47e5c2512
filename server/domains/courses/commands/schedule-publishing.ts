import type { z } from 'zod';
import type { byCourseSlug } from '@/server/domains/courses/contract';
import type {
  LifecycleView,
  ScheduleOutcome,
  schedulePublishingInput,
} from '@/server/domains/courses/contract/lifecycle';
import { courseErrors } from '@/server/domains/courses/errors';
import { courseEvents } from '@/server/domains/courses/events';
import { lifecycleOf } from '@/server/domains/courses/queries/get-lifecycle';
import { requireCourse } from '@/server/domains/courses/queries/require-course';
import {
  deleteSchedule,
  selectScheduleById,
  updateOutcome,
  upsertSchedule,
} from '@/server/domains/courses/repo/schedules';
import { instantOf, isTimeZone } from '@/server/domains/courses/rules/zoned-time';
import { findAccount } from '@/server/domains/users';
import type { UserActor } from '@/server/platform/actor';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { type Conn, type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';

const subjectOf = (id: string) => ({ type: 'course', id }) as const;

/** Nobody knows today what a course needs in more than a year; nor does a workflow wait longer. */
const longestWaitMs = 365 * 86_400_000;

function instantFor(now: Date, { localTime, timeZone }: z.output<typeof schedulePublishingInput>): Date {
  if (!isTimeZone(timeZone)) throw new AppError(courseErrors.zone_unknown, { field: 'timeZone' });
  const { at } = instantOf(localTime, timeZone);
  if (at <= now) throw new AppError(courseErrors.time_passed, { field: 'localTime' });
  if (at.getTime() - now.getTime() > longestWaitMs) {
    throw new AppError(courseErrors.time_too_far, { field: 'localTime' });
  }
  return at;
}

/**
 * Publishes a course at a time of day in a place: whoever wishes it has to be allowed to publish then, and the checklist is
 * gone through then. Another wish takes the place of an earlier one.
 *
 * @throws AppError `courses/not_found`; `courses/zone_unknown` at `timeZone`; `courses/time_passed` and `courses/time_too_far`
 *   at `localTime`.
 */
export async function schedulePublishing(
  ctx: UserContext,
  input: z.output<typeof schedulePublishingInput>,
): Promise<LifecycleView> {
  const course = await requireCourse(ctx, input.courseSlug, 'course.publish');
  const createdAt = ctx.clock.now();
  const publishAt = instantFor(createdAt, input);
  const { localTime, timeZone } = input;
  const wish = { id: newId(), courseId: course.id, localTime, timeZone, publishAt };
  await transact(ctx.db, async (tx) => {
    await upsertSchedule(tx, { ...wish, setById: ctx.actor.userId, createdAt });
    const data = { courseId: course.id, scheduleId: wish.id, publishAt: publishAt.toISOString() };
    await emit(tx, courseEvents.publishScheduled, data);
    const after = { at: data.publishAt };
    await recordAudit(tx, ctx, { action: 'course.scheduled', subject: subjectOf(course.id), after });
  });
  return await lifecycleOf(ctx, course.id);
}

/**
 * Takes back the wish to publish a course at a time; where there is none, nothing happens.
 *
 * @throws AppError `courses/not_found`.
 */
export async function cancelSchedule(
  ctx: UserContext,
  { courseSlug }: z.output<typeof byCourseSlug>,
): Promise<LifecycleView> {
  const course = await requireCourse(ctx, courseSlug, 'course.publish');
  await transact(ctx.db, async (tx) => {
    if (!(await deleteSchedule(tx, course.id))) return;
    const after = { at: null };
    await recordAudit(tx, ctx, { action: 'course.scheduled', subject: subjectOf(course.id), after });
  });
  return await lifecycleOf(ctx, course.id);
}

/** A wish to publish a course, as whoever carries it out finds it. */
export type FoundSchedule = NonNullable<Awaited<ReturnType<typeof selectScheduleById>>>;

/** Returns a wish to publish a course; null when another took its place, or it was taken back. */
export async function findSchedule(conn: Conn, scheduleId: string): Promise<FoundSchedule | null> {
  return await selectScheduleById(conn, scheduleId);
}

/** Returns as whom a wish is carried out; null when whoever had it cannot be here any more. */
export async function publisherOf(conn: Conn, { setById }: FoundSchedule): Promise<UserActor | null> {
  const account = setById === null ? null : await findAccount(conn, setById);
  if (account === null || account.erasedAt !== null || account.suspendedAt !== null) return null;
  return { kind: 'user', userId: account.id, role: account.role };
}

/** Notes what became of a wish; the first note stands. */
export async function endSchedule(tx: Tx, scheduleId: string, outcome: ScheduleOutcome): Promise<void> {
  await updateOutcome(tx, scheduleId, outcome);
}
