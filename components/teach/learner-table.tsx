import { useFormatter, useTranslations } from 'next-intl';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { DataTable } from '@/components/ui/data-table';
import { ButtonLink, Link } from '@/components/ui/link';
import { ProgressBar } from '@/components/ui/progress';
import { ReaderTime } from '@/components/ui/reader-zone';
import { RelativeTime } from '@/components/ui/relative-time';
import { EmptyState } from '@/components/ui/states';
import type { LearnerRow, LearnersPage } from '@/server/domains/analytics/contract';

function Progress({ learner }: { readonly learner: LearnerRow }) {
  const t = useTranslations('teach');
  if (learner.completedAt !== null) {
    return (
      <span className="inline-flex flex-wrap items-center gap-2">
        <Badge tone="success">{t('finished')}</Badge>
        <ReaderTime value={learner.completedAt} style="short-date" />
      </span>
    );
  }
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
      <ProgressBar
        value={learner.completedLessons}
        total={learner.totalLessons}
        label={t('progressOf', { name: learner.name })}
        className="w-24"
      />
      {t('lessons', { done: learner.completedLessons, total: learner.totalLessons })}
    </span>
  );
}

/** Properties of {@link LearnerTable}. */
export interface LearnerTableProps extends Pick<LearnersPage, 'course' | 'items'> {
  /** Who can come in: whoever finds the page of the course, the invited alone, or nobody yet. */
  readonly open: 'page' | 'invited' | 'nobody';
}

/** The learners of a course, latest enrolment first. */
export function LearnerTable({ course, items, open }: LearnerTableProps) {
  const t = useTranslations('teach');
  const format = useFormatter();
  return (
    <DataTable
      caption={t('learnersTitle')}
      isCaptionHidden
      rows={items}
      rowKey={(learner) => learner.enrollmentId}
      empty={
        <EmptyState
          title={t('noLearnersTitle')}
          action={
            open === 'page' ? (
              <ButtonLink href={`/courses/${course.slug}`}>{t('seePublicPage')}</ButtonLink>
            ) : null
          }
        >
          {t(`noLearnersOpen.${open}`)}
        </EmptyState>
      }
      columns={[
        {
          key: 'name',
          header: t('learner'),
          isRowHeader: true,
          cell: ({ name, picture, enrollmentId }) => (
            <span className="inline-flex items-center gap-2.5">
              <Avatar name={name} picture={picture} size="sm" />
              <Link href={`/teach/courses/${course.slug}/learners/${enrollmentId}`}>{name}</Link>
            </span>
          ),
        },
        { key: 'progress', header: t('progress'), cell: (learner) => <Progress learner={learner} /> },
        {
          key: 'quiz',
          header: t('quiz'),
          align: 'end',
          cell: ({ quizPercent: percent }) =>
            percent === null ? t('none') : format.number(percent / 100, { style: 'percent' }),
        },
        {
          key: 'enrolled',
          header: t('enrolled'),
          cell: (learner) => <ReaderTime value={learner.enrolledAt} style="short-date" />,
        },
        {
          key: 'active',
          header: t('lastActive'),
          cell: (learner) => <RelativeTime value={learner.lastActivityAt.toISOString()} />,
        },
      ]}
    />
  );
}
