import type { z } from 'zod';
import { getCurriculum } from '@/server/domains/content';
import { findCourses, isInvited, noteAccepted } from '@/server/domains/courses';
import { findWish, takeSeat } from '@/server/domains/enrollments/commands/join-cohort';
import type { EnrollResult, enrollInput } from '@/server/domains/enrollments/contract';
import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import { enrollmentEvents } from '@/server/domains/enrollments/events';
import { mayEnroll } from '@/server/domains/enrollments/policy';
import { findStanding } from '@/server/domains/enrollments/queries/releases';
import { insertEnrollment, selectEnrollment } from '@/server/domains/enrollments/repo';
import { type Account, findAccount } from '@/server/domains/users';
import type { UserContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { AppError, platformErrors } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

/**
 * Gives the caller a place in a published course, in the cohort they chose or the next that is open. However often and
 * however concurrently it is called, there is one enrollment and one `enrollment/granted` event.
 *
 * @throws AppError `enrollments/course_not_found`, `enrollments/email_not_verified`, `enrollments/access_revoked`, and as
 *   {@link findWish} and {@link takeSeat}.
 */
export async function enroll(
  ctx: UserContext,
  input: Omit<z.output<typeof enrollInput>, 'idempotencyKey'>,
): Promise<EnrollResult> {
  const { userId } = ctx.actor;
  const account = await findAccount(ctx.db, userId);
  if (account === null) throw new AppError(platformErrors.unauthenticated);
  const { courseId } = input;
  const at = ctx.clock.now();
  const mailbox = { courseId, email: account.email, at };
  // An address that is not proven can be anybody's.
  const mayBeInvited = account.emailVerifiedAt !== null && (await isInvited(ctx.db, mailbox));
  return await takePlace(ctx, input, { ...account, isInvited: mayBeInvited }, async (tx) => {
    await noteAccepted(tx, { ...mailbox, userId });
  });
}

type Newcomer = Pick<Account, 'emailVerifiedAt'> & { readonly isInvited: boolean };

/**
 * Gives the caller a place in a course, if they may have one.
 *
 * @param claim what is written with the place, before it.
 * @throws AppError as {@link enroll}, and what `claim` throws.
 */
export async function takePlace(
  ctx: UserContext,
  wanted: { readonly courseId: string; readonly cohortId?: string | undefined },
  newcomer: Newcomer,
  claim: (tx: Tx) => Promise<void>,
): Promise<EnrollResult> {
  const { userId } = ctx.actor;
  const { courseId } = wanted;
  const course = (await findCourses(ctx.db, [courseId])).get(courseId) ?? null;
  const verdict = mayEnroll(course, newcomer);
  if (!verdict.isAllowed) throw new AppError(verdict.reason);
  if (course === null) throw new AppError(enrollmentErrors.course_not_found);

  const at = ctx.clock.now();
  const wish =
    (await selectEnrollment(ctx.db, userId, courseId)) === null
      ? await findWish(ctx.db, courseId, wanted.cohortId, at)
      : null;
  const claimed = await transact(ctx.db, async (tx) => {
    await claim(tx);
    const isNew =
      wish !== null &&
      (await insertEnrollment(tx, { userId, courseId, at, cohortId: await takeSeat(tx, wish) }));
    const enrollment = await selectEnrollment(tx, userId, courseId);
    if (enrollment === null) throw new AppError(enrollmentErrors.not_enrolled);
    if (isNew) await emit(tx, enrollmentEvents.granted, { enrollmentId: enrollment.id, userId, courseId });
    return { isNew, enrollment };
  });
  // Who lost access by a refund or a moderator does not get it back by asking again.
  if (claimed.enrollment.revokedAt !== null) throw new AppError(enrollmentErrors.access_revoked);

  const curriculum = await getCurriculum(ctx.db, courseId);
  const standing = await findStanding(ctx.db, claimed.enrollment, curriculum, at);
  return {
    enrollmentId: claimed.enrollment.id,
    courseSlug: course.slug,
    isNew: claimed.isNew,
    firstLessonSlug: standing.open[0]?.slug ?? null,
  };
}
