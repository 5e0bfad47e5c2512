import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Main, PageHeader } from '@/components/shell/page';
import { ReviewQueueTable } from '@/components/teach/review-queue';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { ButtonLink } from '@/components/ui/link';
import { Pagination } from '@/components/ui/pagination';
import { EmptyState } from '@/components/ui/states';
import { actorMay, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

type Props = PageProps<'/[locale]/admin/reviews'>;

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('publishing');
  return { title: t('queue.title'), robots: { index: false } };
}

/** The courses that wait to be looked through, for whoever does so for the platform. */
export default async function ReviewsPage({ searchParams }: Props) {
  const t = await getTranslations('publishing');
  return (
    <Main width="wide" density="dense">
      <PageHeader density="dense" title={t('queue.title')} lead={t('queue.lead')} />
      <Suspense fallback={<TableSkeleton />}>
        <Waiting searchParams={searchParams} />
      </Suspense>
    </Main>
  );
}

async function Waiting({ searchParams }: Pick<Props, 'searchParams'>) {
  const path = '/admin/reviews';
  const [actor, { cursor }, t] = await Promise.all([
    requireSignedIn(path),
    searchParams,
    getTranslations('publishing'),
  ]);
  if (!actorMay(actor, 'courses.review')) {
    return (
      <EmptyState
        icon="lock"
        title={t('queue.forbiddenTitle')}
        action={<ButtonLink href="/learn">{t('queue.backToLearning')}</ButtonLink>}
      >
        {t('queue.forbiddenBody')}
      </EmptyState>
    );
  }
  const { items, nextCursor } = await api.courses.reviewQueue(typeof cursor === 'string' ? { cursor } : {});
  return (
    <>
      <ReviewQueueTable items={items} />
      <Pagination
        previousHref={typeof cursor === 'string' ? path : undefined}
        nextHref={nextCursor === null ? undefined : `${path}?cursor=${encodeURIComponent(nextCursor)}`}
      />
    </>
  );
}
