'use client';

import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/ui/data-table';
import { DateTime } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { EmptyState } from '@/components/ui/states';
import type { CohortLearners } from '@/server/domains/enrollments/contract';
import { MoveLearner } from './move-learner';

/** Properties of {@link CohortLearnerTable}. */
export interface CohortLearnerTableProps {
  readonly courseSlug: string;
  readonly cohortId: string | null;
  readonly items: CohortLearners['items'];
  readonly cohorts: readonly { readonly id: string; readonly name: string }[];
}

/** Who is in a cohort, each with the way into another. */
export function CohortLearnerTable({ courseSlug, cohortId, items, cohorts }: CohortLearnerTableProps) {
  const t = useTranslations('release.cohorts');
  return (
    <DataTable
      caption={t('title')}
      isCaptionHidden
      rows={items}
      rowKey={({ enrollmentId }) => enrollmentId}
      empty={<EmptyState title={t('nobodyTitle')}>{t('nobodyBody')}</EmptyState>}
      columns={[
        {
          key: 'name',
          header: t('learner'),
          isRowHeader: true,
          cell: ({ name, enrollmentId }) => (
            <Link href={`/teach/courses/${courseSlug}/learners/${enrollmentId}`}>{name}</Link>
          ),
        },
        {
          key: 'enrolled',
          header: t('enrolled'),
          cell: ({ enrolledAt }) => <DateTime value={enrolledAt} style="short-date" />,
        },
        {
          key: 'move',
          header: t('move'),
          cell: ({ enrollmentId, name }) => (
            <MoveLearner {...{ courseSlug, enrollmentId, name, cohortId, cohorts }} />
          ),
        },
      ]}
    />
  );
}
