import type { CohortFields, CohortView } from '@/server/domains/courses/contract';
import { instantOf } from '@/server/platform/zoned-time';

/**
 * Says when a cohort is, and whether people can join it at a time. Without a last day to join it is open until its end, and
 * without an end for good; no one joins what has ended.
 */
export function toCohortView(cohort: CohortFields & { readonly id: string }, now: Date): CohortView {
  const { id, name, zone } = cohort;
  const at = (local: string | null) => (local === null ? null : instantOf(local, zone));
  const [endsAt, enrolFrom, enrolUntil] = [
    at(cohort.endsLocal),
    at(cohort.enrolFromLocal),
    at(cohort.enrolUntilLocal),
  ];
  const isOver = [enrolUntil, endsAt].some((end) => end !== null && now >= end);
  const isSoon = enrolFrom !== null && now < enrolFrom;
  const enrolment = isOver ? 'over' : isSoon ? 'soon' : 'open';
  const startsAt = instantOf(cohort.startsLocal, zone);
  return { id, name, zone, startsAt, endsAt, enrolment, enrolFrom, enrolUntil };
}
