import { useTranslations } from 'next-intl';
import { useZonedDate } from '@/components/ui/zoned-date';
import type { CohortView } from '@/server/domains/courses/contract';

/** Returns when a cohort is, and until when people can join it, in words. Needs the area `course`. */
export function useCohortWords() {
  const t = useTranslations('course.cohorts');
  const dateOf = useZonedDate();
  const period = ({ startsAt, endsAt, zone }: CohortView) => {
    const from = dateOf(startsAt, zone);
    return endsAt === null ? t('from', { from }) : t('period', { from, to: dateOf(endsAt, zone) });
  };
  const enrolment = ({ enrolment: state, enrolFrom, enrolUntil, zone }: CohortView) => {
    if (state === 'soon' && enrolFrom !== null) return t('soon', { from: dateOf(enrolFrom, zone) });
    if (state !== 'open') return t('over');
    return enrolUntil === null ? t('open') : t('openUntil', { until: dateOf(enrolUntil, zone) });
  };
  return { period, enrolment };
}

/** The cohorts of a course that are or come, on its public page. Renders nothing when there are none. */
export function CohortDates({ cohorts }: { readonly cohorts: readonly CohortView[] }) {
  const t = useTranslations('course.cohorts');
  const { period, enrolment } = useCohortWords();
  if (cohorts.length === 0) return null;
  return (
    <section aria-labelledby="cohort-dates" className="mt-5 text-sm">
      <h2 id="cohort-dates" className="font-serif text-md font-semibold">
        {t('title')}
      </h2>
      <ul className="mt-1 divide-y divide-rule border-t border-rule">
        {cohorts.map((cohort) => (
          <li key={cohort.id} className="py-2">
            <span className="font-semibold">{cohort.name}</span>
            <span className="block">{period(cohort)}</span>
            <span className="block text-ink-muted">{enrolment(cohort)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
