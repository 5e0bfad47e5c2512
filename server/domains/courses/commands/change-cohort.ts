import type { z } from 'zod';
import {
  type changeCohortInput,
  cohortLimits,
  type cohortSaved,
  type createCohortInput,
  type setCohortOnlyInput,
} from '@/server/domains/courses/contract';
import { courseErrors } from '@/server/domains/courses/errors';
import { courseEvents } from '@/server/domains/courses/events';
import { requireCourse } from '@/server/domains/courses/queries/require-course';
import { countCohorts, insertCohort, updateCohort, updatePace } from '@/server/domains/courses/repo/cohorts';
import { lockCourse } from '@/server/domains/courses/repo/sections';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

type Saved = z.infer<typeof cohortSaved>;
type Change = {
  readonly change: 'created' | 'changed' | 'removed' | 'paced';
  readonly cohort: string | null;
};

/** Says to the public pages and to the audit log that the cohorts of a course are others now. */
export async function announceCohorts(
  tx: Tx,
  ctx: UserContext,
  course: { readonly id: string; readonly isPublic: boolean },
  change: Change,
): Promise<void> {
  await emit(tx, courseEvents.changed, { courseId: course.id, isPublic: course.isPublic, teacherIds: [] });
  const subject = { type: 'course', id: course.id } as const;
  await recordAudit(tx, ctx, { action: 'cohort.changed', subject, after: change });
}

/**
 * Begins a cohort of a course.
 *
 * @throws AppError `courses/not_found`, `courses/too_many_cohorts`.
 */
export async function createCohort(
  ctx: UserContext,
  input: z.output<typeof createCohortInput>,
): Promise<Saved> {
  const { id } = await requireCourse(ctx, input.courseSlug, 'learners.manage');
  return await transact(ctx.db, async (tx) => {
    const { isPublic } = await lockCourse(tx, id);
    if ((await countCohorts(tx, id)) >= cohortLimits.perCourse) {
      throw new AppError(courseErrors.too_many_cohorts, { details: { limit: cohortLimits.perCourse } });
    }
    const cohortId = await insertCohort(tx, id, input.cohort, ctx.clock.now());
    await announceCohorts(tx, ctx, { id, isPublic }, { change: 'created', cohort: cohortId });
    return { cohortId };
  });
}

/**
 * Says something else of a cohort. Who is in it stays in it, also when it may hold fewer now.
 *
 * @throws AppError `courses/not_found`, `courses/cohort_not_found`.
 */
export async function changeCohort(
  ctx: UserContext,
  { courseSlug, cohortId, cohort }: z.output<typeof changeCohortInput>,
): Promise<Saved> {
  const { id } = await requireCourse(ctx, courseSlug, 'learners.manage');
  return await transact(ctx.db, async (tx) => {
    const { isPublic } = await lockCourse(tx, id);
    const isThere = await updateCohort(tx, { courseId: id, id: cohortId }, cohort);
    if (!isThere) throw new AppError(courseErrors.cohort_not_found);
    await announceCohorts(tx, ctx, { id, isPublic }, { change: 'changed', cohort: cohortId });
    return { cohortId };
  });
}

/**
 * Lets people into a course with a cohort only, or in any case. Who is in it stays in it.
 *
 * @throws AppError `courses/not_found`.
 */
export async function setCohortOnly(
  ctx: UserContext,
  { courseSlug, isCohortOnly }: z.output<typeof setCohortOnlyInput>,
): Promise<{ isCohortOnly: boolean }> {
  const { id } = await requireCourse(ctx, courseSlug, 'learners.manage');
  await transact(ctx.db, async (tx) => {
    const { isPublic } = await lockCourse(tx, id);
    await updatePace(tx, id, { isCohortOnly });
    await announceCohorts(tx, ctx, { id, isPublic }, { change: 'paced', cohort: null });
  });
  return { isCohortOnly };
}
