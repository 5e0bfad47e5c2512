import type { z } from 'zod';
import { findPaces, listCohorts, requireCourse, toCohortView } from '@/server/domains/courses';
import type { byCourseSlug } from '@/server/domains/courses/contract';
import type { CohortLearners, CohortList, cohortLearnersInput } from '@/server/domains/enrollments/contract';
import { countByCohort, selectInCohort } from '@/server/domains/enrollments/repo/release';
import { findPeople } from '@/server/domains/users';
import type { UserContext } from '@/server/platform/context';
import { decodeCursor, pageOf } from '@/server/platform/cursor';

/**
 * Returns the cohorts of a course with how many learn in each, for whoever manages its learners.
 *
 * @throws AppError `courses/not_found`.
 */
export async function getCohorts(
  ctx: UserContext,
  input: z.output<typeof byCourseSlug>,
): Promise<CohortList> {
  const course = await requireCourse(ctx, input.courseSlug, 'learners.manage');
  const [rows, paces, counts] = await Promise.all([
    listCohorts(ctx.db, [course.id]),
    findPaces(ctx.db, [course.id]),
    countByCohort(ctx.db, course.id),
  ]);
  const learnersIn = new Map(counts.map((row) => [row.cohortId, row._count._all]));
  return {
    isCohortOnly: paces.get(course.id)?.isCohortOnly ?? false,
    cohorts: rows.map(({ id, courseId: _, ...fields }) => ({
      ...{ id, fields },
      view: toCohortView({ id, ...fields }, ctx.clock.now()),
      learners: learnersIn.get(id) ?? 0,
    })),
    withoutCohort: learnersIn.get(null) ?? 0,
  };
}

/**
 * Returns a page of the learners of a cohort, or of those in none.
 *
 * @throws AppError `courses/not_found`.
 */
export async function listCohortLearners(
  ctx: UserContext,
  input: z.output<typeof cohortLearnersInput>,
): Promise<CohortLearners> {
  const { id: courseId } = await requireCourse(ctx, input.courseSlug, 'learners.manage');
  const place = decodeCursor(input.cursor);
  const after = place === null ? null : { enrolledAt: place.at, id: place.id };
  const of = { courseId, cohortId: input.cohortId };
  const rows = await selectInCohort(ctx.db, of, after, input.limit + 1);
  const page = pageOf(rows, input.limit, (row) => ({ at: row.enrolledAt, id: row.id }));
  const people = await findPeople(
    ctx.db,
    page.items.map(({ userId }) => userId),
  );
  const items = page.items.map(({ id, userId, enrolledAt }) => {
    return { enrollmentId: id, name: people.get(userId)?.name ?? '', enrolledAt };
  });
  return { items, nextCursor: page.nextCursor };
}
