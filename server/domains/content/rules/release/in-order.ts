import { holds, lessonOf, literalsOf, type Normal } from './normal-form';

/** A lesson in its place of the course, with its own rule and that of its section joined. */
export type PlacedRule = { readonly id: string; readonly rule: Normal };

/** Tells whether a lesson can be open to learners of a cohort (null: of none), as far as the cohort decides. */
function isForCohort(rule: Normal, cohortId: string | null): boolean {
  return holds(rule, ({ fact, wanted }) => {
    if (fact.kind === 'cohort') return (fact.cohortId === cohortId) === wanted;
    if (fact.kind === 'started' && cohortId === null) return !wanted;
    return true;
  });
}

/**
 * Tells whether a lesson stands beside the way: it is only for those who have not done, or not reached, something else. Who has,
 * never gets it and must not wait for it.
 */
function isByway(rule: Normal): boolean {
  return literalsOf(rule).some(({ fact, wanted }) => !wanted && lessonOf(fact) !== null);
}

/**
 * Returns which lesson each waits for when a course is taken in order: the nearest one before it that is no byway and that
 * learners of this cohort get; null for the first.
 */
export function predecessors(
  lessons: readonly PlacedRule[],
  cohortId: string | null,
): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>();
  let last: string | null = null;
  for (const { id, rule } of lessons) {
    found.set(id, last);
    if (!isByway(rule) && isForCohort(rule, cohortId)) last = id;
  }
  return found;
}
