import type { z } from 'zod';
import { getCurriculum } from '@/server/domains/content';
import { findCourses } from '@/server/domains/courses';
import { findWish, takePlace } from '@/server/domains/enrollments/commands/join-cohort';
import type { EnrollResult, enrollInput } from '@/server/domains/enrollments/contract';
import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import { enrollmentEvents } from '@/server/domains/enrollments/events';
import { mayEnroll } from '@/server/domains/enrollments/policy';
import { findStanding } from '@/server/domains/enrollments/queries/releases';
import { insertEnrollment, selectEnrollment } from '@/server/domains/enrollments/repo';
import { findAccount } from '@/server/domains/users';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError, platformErrors } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

/**
 * Gives the caller a place in a published course, in the cohort they chose or the next that is open. However often and
 * however concurrently it is called, there is one enrollment and one `enrollment/granted` event.
 *
 * @throws AppError `enrollments/course_not_found`, `enrollments/email_not_verified`, `enrollments/access_revoked`, and as
 *   {@link findWish} and {@link takePlace}.
 */
export async function enroll(
  ctx: UserContext,
  input: Omit<z.output<typeof enrollInput>, 'idempotencyKey'>,
): Promise<EnrollResult> {
  const { userId } = ctx.actor;
  const { courseId } = input;
  const [account, courses] = await Promise.all([
    findAccount(ctx.db, userId),
    findCourses(ctx.db, [courseId]),
  ]);
  if (account === null) throw new AppError(platformErrors.unauthenticated);
  const course = courses.get(courseId) ?? null;
  const verdict = mayEnroll(course, account);
  if (!verdict.isAllowed) throw new AppError(verdict.reason);
  if (course === null) throw new AppError(enrollmentErrors.course_not_found);

  const at = ctx.clock.now();
  const wish =
    (await selectEnrollment(ctx.db, userId, courseId)) === null
      ? await findWish(ctx.db, courseId, input.cohortId, at)
      : null;
  const claimed = await transact(ctx.db, async (tx) => {
    const isNew =
      wish !== null &&
      (await insertEnrollment(tx, { userId, courseId, at, cohortId: await takePlace(tx, wish) }));
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
