'use client';

import { useTranslations } from 'next-intl';
import { RadioGroup } from '@/components/ui/choice';
import type { CohortView } from '@/server/domains/courses/contract';
import { useCohortWords } from './cohort-dates';

/** Chooses among the cohorts that are open to join; the next one stands chosen. Renders nothing where there is no choice. */
export function CohortChoice({ cohorts }: { readonly cohorts: readonly CohortView[] }) {
  const t = useTranslations('course.cohorts');
  const { period, enrolment } = useCohortWords();
  const open = cohorts.filter((cohort) => cohort.enrolment === 'open');
  const [first] = open;
  if (first === undefined) return null;
  return (
    <RadioGroup
      name="cohortId"
      label={t('join')}
      defaultValue={first.id}
      options={open.map((cohort) => ({
        value: cohort.id,
        label: cohort.name,
        hint: `${period(cohort)} · ${enrolment(cohort)}`,
      }))}
    />
  );
}
