import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/ui/data-table';
import { Link } from '@/components/ui/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { EmptyState } from '@/components/ui/states';
import type { ReviewQueue } from '@/server/domains/courses/contract/lifecycle';

/** Courses that wait to be looked through, each with the way there. */
export function ReviewQueueTable({ items }: Pick<ReviewQueue, 'items'>) {
  const t = useTranslations('publishing.queue');
  return (
    <DataTable
      caption={t('title')}
      isCaptionHidden
      rows={items}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('emptyTitle')}>{t('emptyBody')}</EmptyState>}
      columns={[
        {
          key: 'course',
          header: t('course'),
          isRowHeader: true,
          cell: ({ courseSlug, courseTitle }) => (
            <Link href={`/teach/courses/${courseSlug}/publish`}>{courseTitle}</Link>
          ),
        },
        { key: 'who', header: t('askedBy'), cell: ({ askedBy }) => askedBy?.name ?? t('nobody') },
        {
          key: 'at',
          header: t('askedAt'),
          cell: ({ askedAt }) => <RelativeTime value={askedAt.toISOString()} />,
        },
        {
          key: 'message',
          header: t('message'),
          cell: ({ message }) => <span className="line-clamp-3 whitespace-pre-line">{message}</span>,
        },
      ]}
    />
  );
}
