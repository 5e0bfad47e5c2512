import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { MarkRead } from '@/components/notifications/mark-read';
import { NotificationList } from '@/components/notifications/notification-list';
import { Main, PageHeader } from '@/components/shell/page';
import { Pagination } from '@/components/ui/pagination';
import { SkeletonText } from '@/components/ui/skeleton';
import { requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notifications');
  return { title: t('title'), robots: { index: false } };
}

/** What the platform has told this person. */
export default async function NotificationsPage({ searchParams }: PageProps<'/[locale]/notifications'>) {
  const t = await getTranslations('notifications');
  return (
    <Main width="reading">
      <PageHeader title={t('title')} lead={t('lead')} />
      <Suspense fallback={<SkeletonText lines={6} />}>
        <Notifications searchParams={searchParams} />
      </Suspense>
    </Main>
  );
}

async function Notifications({ searchParams }: Pick<PageProps<'/[locale]/notifications'>, 'searchParams'>) {
  await requireSignedIn('/notifications');
  const { cursor } = await searchParams;
  const isFirstPage = typeof cursor !== 'string';
  const { items, nextCursor } = await api.notifications.list(isFirstPage ? {} : { cursor });
  const latest = isFirstPage ? items[0] : undefined;
  return (
    <>
      <NotificationList items={items} />
      {latest === undefined ? null : <MarkRead upToId={latest.id} />}
      <Pagination
        previousHref={isFirstPage ? undefined : '/notifications'}
        nextHref={nextCursor === null ? undefined : `/notifications?cursor=${encodeURIComponent(nextCursor)}`}
      />
    </>
  );
}
