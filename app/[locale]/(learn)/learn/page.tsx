import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Dashboard } from '@/components/learn/dashboard';
import { DashboardSkeleton } from '@/components/learn/skeletons';
import { Main, PageHeader } from '@/components/shell/page';
import { OfflineNotice } from '@/components/ui/offline-notice';
import { Pagination } from '@/components/ui/pagination';
import { requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

type LearnProps = PageProps<'/[locale]/learn'>;

const pageSize = 12;

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('learn');
  return { title: t('title'), robots: { index: false } };
}

/** My learning: the course to go on with, the others, and what is completed. */
export default async function LearnPage({ searchParams }: LearnProps) {
  const t = await getTranslations('learn');
  return (
    <Main>
      <PageHeader title={t('title')} />
      <Suspense fallback={<DashboardSkeleton />}>
        <Mine searchParams={searchParams} />
      </Suspense>
      <OfflineNotice />
    </Main>
  );
}

async function Mine({ searchParams }: Pick<LearnProps, 'searchParams'>) {
  await requireSignedIn('/learn');
  const { cursor } = await searchParams;
  const isFirstPage = typeof cursor !== 'string';
  const [{ items, nextCursor }, certificates] = await Promise.all([
    api.enrollments.listMine({ limit: pageSize, ...(isFirstPage ? {} : { cursor }) }),
    api.certificates.listMine(),
  ]);
  const codes = new Map(certificates.items.map((one) => [one.courseId, one.code]));
  return (
    <>
      <Dashboard items={items} certificateCodes={codes} isFirstPage={isFirstPage} />
      <Pagination
        previousHref={isFirstPage ? undefined : '/learn'}
        nextHref={nextCursor === null ? undefined : `/learn?cursor=${encodeURIComponent(nextCursor)}`}
      />
    </>
  );
}
