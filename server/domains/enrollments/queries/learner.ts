import type { z } from 'zod';
import { getCurriculum } from '@/server/domains/content';
import { listCohorts, mayActInCourse, requireCourse } from '@/server/domains/courses';
import type { LearnerView, learnerPlace } from '@/server/domains/enrollments/contract';
import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import { findStanding } from '@/server/domains/enrollments/queries/releases';
import { selectEnrollmentById } from '@/server/domains/enrollments/repo';
import { selectOverrides } from '@/server/domains/enrollments/repo/release';
import { progressOf } from '@/server/domains/enrollments/rules/course-progress';
import { lockInZone } from '@/server/domains/enrollments/rules/lock-in-zone';
import { findAccount, findPeople } from '@/server/domains/users';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

type Enrollment = NonNullable<Awaited<ReturnType<typeof selectEnrollmentById>>>;
type Override = Awaited<ReturnType<typeof selectOverrides>>[number];
type People = Awaited<ReturnType<typeof findPeople>>;

function toOverride(row: Override | undefined, people: People, now: Date) {
  if (row === undefined) return null;
  const { opens, until, reason, setById, setAt } = row;
  const setBy = setById === null ? null : (people.get(setById)?.name ?? null);
  return { opens, until, reason, setBy, setAt, isOver: until !== null && until <= now };
}

/** Returns a learner as staff sees them; the caller has checked that the reader may, and that they learn in this course. */
export async function learnerViewOf(
  ctx: UserContext,
  courseId: string,
  enrollment: Enrollment,
): Promise<LearnerView> {
  const now = ctx.clock.now();
  const curriculum = await getCurriculum(ctx.db, courseId);
  const [standing, overrides, cohorts, mayManage, account] = await Promise.all([
    findStanding(ctx.db, enrollment, curriculum, now),
    selectOverrides(ctx.db, [enrollment.id]),
    listCohorts(ctx.db, [courseId]),
    mayActInCourse(ctx.db, ctx.actor, courseId, 'learners.manage'),
    findAccount(ctx.db, enrollment.userId),
  ]);
  const people = await findPeople(ctx.db, [
    enrollment.userId,
    ...overrides.flatMap(({ setById }) => setById ?? []),
  ]);
  const cohort = cohorts.find(({ id }) => id === enrollment.cohortId);
  const zone = account?.timeZone ?? 'UTC';
  return {
    enrollmentId: enrollment.id,
    name: people.get(enrollment.userId)?.name ?? '',
    enrolledAt: enrollment.enrolledAt,
    zone,
    cohort: cohort === undefined ? null : { id: cohort.id, name: cohort.name },
    cohorts: cohorts.map(({ id, name }) => ({ id, name })),
    mayManage,
    progress: progressOf(standing.counted, standing.completedIds, enrollment.completedAt),
    sections: curriculum.sections.map(({ id, title, lessons }) => ({
      ...{ id, title },
      lessons: lessons.map((lesson) => {
        const { lock, closesAt } = standing.of(lesson.id);
        const override = overrides.find(({ lessonId }) => lessonId === lesson.id);
        return {
          ...{ ...lesson, closesAt, lock: lockInZone(lock, zone) },
          isCompleted: standing.completedIds.has(lesson.id),
          override: toOverride(override, people, now),
        };
      }),
    })),
  };
}

/**
 * Returns a learner of a course with what is open to them and why the rest is not.
 *
 * @throws AppError `courses/not_found`, `enrollments/learner_not_found`.
 */
export async function getLearner(
  ctx: UserContext,
  input: z.output<typeof learnerPlace>,
): Promise<LearnerView> {
  const course = await requireCourse(ctx, input.courseSlug, 'learners.read');
  const enrollment = await selectEnrollmentById(ctx.db, input.enrollmentId);
  if (enrollment === null || enrollment.courseId !== course.id) {
    throw new AppError(enrollmentErrors.learner_not_found);
  }
  return await learnerViewOf(ctx, course.id, enrollment);
}
