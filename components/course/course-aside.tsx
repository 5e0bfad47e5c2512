import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Cover } from '@/components/catalog/cover';
import { DateTime, Duration } from '@/components/ui/format';
import type { CoursePage } from '@/server/domains/search/contract';
import { CohortDates } from './cohort-dates';
import { EnrolButton } from './enrol-button';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4 border-b border-rule py-2">
      <dt className="text-ink-muted">{name}</dt>
      <dd className="text-end">{children}</dd>
    </div>
  );
}

/** The side of a course page: its picture, the way in, and its measures. */
export function CourseAside({ course }: { readonly course: CoursePage }) {
  const t = useTranslations('course');
  const levels = useTranslations('catalog');
  const language = new Intl.DisplayNames(useLocale(), { type: 'language' }).of(course.language);
  const levelNames = {
    beginner: levels('beginner'),
    intermediate: levels('intermediate'),
    advanced: levels('advanced'),
  };
  return (
    <div className="lg:sticky lg:top-6">
      <Cover course={course} isFirst isDescribed sizes="(min-width: 64rem) 20rem, 100vw" />
      <div className="mt-5 min-h-11">
        <EnrolButton
          courseId={course.id}
          courseSlug={course.slug}
          hasCohorts={course.cohorts.length > 0}
          labels={{
            enrol: t('enrol'),
            continue: t('continue'),
            review: t('lookAgain'),
            progress: t('progress', { title: course.title }),
          }}
        />
      </div>
      <p className="mt-2 text-sm text-ink-muted">{t('enrolHint')}</p>
      <CohortDates cohorts={course.cohorts} />
      <dl className="mt-4 border-t border-rule text-sm">
        <Fact name={t('price')}>{t('free')}</Fact>
        <Fact name={levels('level')}>{levelNames[course.level]}</Fact>
        <Fact name={t('lessonCount')}>{course.lessonCount}</Fact>
        <Fact name={t('length')}>
          <Duration seconds={course.minutes * 60} />
        </Fact>
        <Fact name={levels('language')}>{language ?? course.language}</Fact>
        <Fact name={t('updated')}>
          <DateTime value={course.updatedAt} />
        </Fact>
      </dl>
    </div>
  );
}
