import type { z } from 'zod';
import { findLesson } from '@/server/domains/content';
import { listCohorts, lockCohort, requireCourse } from '@/server/domains/courses';
import type {
  clearOverrideInput,
  LearnerView,
  learnerMoved,
  moveLearnerInput,
  setOverrideInput,
} from '@/server/domains/enrollments/contract';
import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import { learnerViewOf } from '@/server/domains/enrollments/queries/learner';
import { selectEnrollmentById } from '@/server/domains/enrollments/repo';
import {
  countInCohort,
  deleteOverride,
  updateCohortOf,
  upsertOverride,
} from '@/server/domains/enrollments/repo/release';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { instantOf } from '@/server/platform/zoned-time';

/** Finds a learner of a course in which the caller may decide about learners. */
async function requireLearner(ctx: UserContext, place: { courseSlug: string; enrollmentId: string }) {
  const course = await requireCourse(ctx, place.courseSlug, 'learners.manage');
  const enrollment = await selectEnrollmentById(ctx.db, place.enrollmentId);
  if (enrollment === null || enrollment.courseId !== course.id) {
    throw new AppError(enrollmentErrors.learner_not_found);
  }
  return { course, enrollment };
}

/**
 * Opens or closes a lesson for one learner, whatever the rules say, until a time or for good.
 *
 * @throws AppError `courses/not_found`, `enrollments/learner_not_found`, `enrollments/lesson_not_found`.
 */
export async function setOverride(
  ctx: UserContext,
  input: z.output<typeof setOverrideInput>,
): Promise<LearnerView> {
  const { course, enrollment } = await requireLearner(ctx, input);
  const { lessonId, opens, reason } = input;
  const lesson = await findLesson(ctx.db, lessonId);
  if (lesson === null || lesson.courseId !== course.id) throw new AppError(enrollmentErrors.lesson_not_found);
  const until = input.until === null ? null : instantOf(input.until.at, input.until.zone);
  const decided = { opens, until, reason, setById: ctx.actor.userId, setAt: ctx.clock.now() };
  await transact(ctx.db, async (tx) => {
    await upsertOverride(tx, { enrollmentId: enrollment.id, lessonId }, decided);
    await recordAudit(tx, ctx, {
      action: 'release.overridden',
      subject: { type: 'course', id: course.id },
      after: { learner: enrollment.userId, lesson: lessonId, opens, until: until?.toISOString() ?? null },
    });
  });
  return await learnerViewOf(ctx, course.id, enrollment);
}

/**
 * Lets the rules decide again about a lesson and a learner. Repeating it changes nothing.
 *
 * @throws AppError `courses/not_found`, `enrollments/learner_not_found`.
 */
export async function clearOverride(
  ctx: UserContext,
  input: z.output<typeof clearOverrideInput>,
): Promise<LearnerView> {
  const { course, enrollment } = await requireLearner(ctx, input);
  const { lessonId } = input;
  await transact(ctx.db, async (tx) => {
    if (!(await deleteOverride(tx, { enrollmentId: enrollment.id, lessonId }))) return;
    await recordAudit(tx, ctx, {
      action: 'release.overridden',
      subject: { type: 'course', id: course.id },
      after: { learner: enrollment.userId, lesson: lessonId, opens: 'by rule', until: null },
    });
  });
  return await learnerViewOf(ctx, course.id, enrollment);
}

/**
 * Puts a learner into a cohort, or out of any; also into one that nobody joins by themselves any more.
 *
 * @throws AppError `courses/not_found`, `enrollments/learner_not_found`, `enrollments/cohort_not_found`,
 *   `enrollments/cohort_full`.
 */
export async function moveLearner(
  ctx: UserContext,
  input: z.output<typeof moveLearnerInput>,
): Promise<z.infer<typeof learnerMoved>> {
  const { course, enrollment } = await requireLearner(ctx, input);
  const { cohortId } = input;
  const { id: enrollmentId, userId, cohortId: from } = enrollment;
  if (from === cohortId) return { enrollmentId, cohortId };
  await transact(ctx.db, async (tx) => {
    if (cohortId !== null) {
      await lockCohort(tx, cohortId);
      const cohort = (await listCohorts(tx, [course.id])).find(({ id }) => id === cohortId);
      if (cohort === undefined) throw new AppError(enrollmentErrors.cohort_not_found);
      const isFull = cohort.capacity !== null && (await countInCohort(tx, cohortId)) >= cohort.capacity;
      if (isFull) throw new AppError(enrollmentErrors.cohort_full);
    }
    await updateCohortOf(tx, { id: enrollmentId, courseId: course.id }, cohortId);
    await recordAudit(tx, ctx, {
      action: 'learner.moved',
      subject: { type: 'course', id: course.id },
      before: { learner: userId, cohort: from },
      after: { learner: userId, cohort: cohortId },
    });
  });
  return { enrollmentId, cohortId };
}
