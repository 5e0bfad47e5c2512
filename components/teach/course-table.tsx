import { useFormatter, useTranslations } from 'next-intl';
import { Cover } from '@/components/catalog/cover';
import { Badge } from '@/components/ui/badge';
import { DataTable } from '@/components/ui/data-table';
import { Link } from '@/components/ui/link';
import { EmptyState } from '@/components/ui/states';
import type { TaughtCourse } from '@/server/domains/analytics/contract';
import { statusTones } from './status-tones';

/** The courses somebody teaches, with the numbers that say how they go. */
export function CourseTable({ courses }: { readonly courses: readonly TaughtCourse[] }) {
  const t = useTranslations('teach');
  const format = useFormatter();
  return (
    <DataTable
      caption={t('title')}
      isCaptionHidden
      rows={courses}
      rowKey={(course) => course.id}
      empty={<EmptyState title={t('emptyTitle')}>{t('emptyBody')}</EmptyState>}
      columns={[
        {
          key: 'course',
          header: t('course'),
          isRowHeader: true,
          cell: (course) => (
            <span className="flex items-center gap-3">
              <span className="w-16 shrink-0">
                <Cover course={course} sizes="4rem" className="rounded-sm" />
              </span>
              <Link href={`/teach/courses/${course.slug}`}>{course.title}</Link>
            </span>
          ),
        },
        {
          key: 'status',
          header: t('status'),
          cell: (course) => (
            <span className="flex flex-wrap gap-1">
              <Badge tone={statusTones[course.status]}>{t(course.status)}</Badge>
              {course.visibility === 'public' ? null : <Badge>{t(`visibility.${course.visibility}`)}</Badge>}
            </span>
          ),
        },
        {
          key: 'learners',
          header: t('learners'),
          align: 'end',
          cell: (course) => format.number(course.learners),
        },
        {
          key: 'completed',
          header: t('completed'),
          align: 'end',
          cell: (course) => format.number(course.completed),
        },
        {
          key: 'rate',
          header: t('completionRate'),
          align: 'end',
          cell: ({ completionPercent: percent }) =>
            percent === null ? t('none') : format.number(percent / 100, { style: 'percent' }),
        },
        {
          key: 'rating',
          header: t('rating'),
          align: 'end',
          cell: ({ ratingMean, ratingCount }) =>
            ratingMean === null ? t('none') : t('ratingValue', { mean: ratingMean, count: ratingCount }),
        },
      ]}
    />
  );
}
