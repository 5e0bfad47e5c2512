import { findPaces, listCohorts, lockCohort, toCohortView } from '@/server/domains/courses';
import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import { countInCohort } from '@/server/domains/enrollments/repo/release';
import type { Conn, Tx } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/** The cohorts a learner is to be put into: the first of them with a free place. */
export type Wish = {
  readonly cohorts: readonly { readonly id: string; readonly capacity: number | null }[];
  /** Whether nobody comes in without one. */
  readonly isNeeded: boolean;
};

/**
 * Finds the cohorts that somebody who enrols now may come into: the one they chose, else those that are open, in the order
 * in which they begin.
 *
 * @throws AppError `enrollments/cohort_not_found`, `enrollments/cohort_closed`, `enrollments/no_open_cohort`.
 */
export async function findWish(
  conn: Conn,
  courseId: string,
  chosenId: string | undefined,
  now: Date,
): Promise<Wish> {
  const [cohorts, paces] = await Promise.all([listCohorts(conn, [courseId]), findPaces(conn, [courseId])]);
  const open = cohorts.filter((cohort) => toCohortView(cohort, now).enrolment === 'open');
  if (chosenId !== undefined) {
    if (!cohorts.some(({ id }) => id === chosenId)) throw new AppError(enrollmentErrors.cohort_not_found);
    const chosen = open.filter(({ id }) => id === chosenId);
    if (chosen.length === 0) throw new AppError(enrollmentErrors.cohort_closed);
    return { cohorts: chosen, isNeeded: true };
  }
  const isNeeded = paces.get(courseId)?.isCohortOnly ?? false;
  if (isNeeded && open.length === 0) throw new AppError(enrollmentErrors.no_open_cohort);
  return { cohorts: open, isNeeded };
}

/**
 * Takes a place in the first cohort that has one: its row is held until the transaction ends, so that of ten who come for the
 * last place at once one gets it. Null when there is none and none is needed.
 *
 * @throws AppError `enrollments/cohort_full`.
 */
export async function takeSeat(tx: Tx, { cohorts, isNeeded }: Wish): Promise<string | null> {
  for (const { id, capacity } of cohorts) {
    if (capacity === null) return id;
    await lockCohort(tx, id);
    if ((await countInCohort(tx, id)) < capacity) return id;
  }
  if (isNeeded) throw new AppError(enrollmentErrors.cohort_full);
  return null;
}
