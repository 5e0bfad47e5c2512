import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { PeopleFilterForm } from '@/components/people/filter-form';
import { NotForYou } from '@/components/people/not-for-you';
import { peopleHref } from '@/components/people/people-href';
import { PeopleTable } from '@/components/people/people-table';
import { Main, PageHeader } from '@/components/shell/page';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { ButtonLink } from '@/components/ui/link';
import { Pagination } from '@/components/ui/pagination';
import { peopleAddress } from '@/server/domains/people/contract';
import { actorMay, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people');
  return { title: t('title'), robots: { index: false } };
}

/** Everybody who has an account, with the filters in the address. */
export default async function PeoplePage(props: PageProps<'/[locale]/admin/people'>) {
  const t = await getTranslations('people');
  return (
    <Main width="wide" density="dense">
      <PageHeader
        density="dense"
        title={t('title')}
        lead={t('lead')}
        actions={<ButtonLink href="/admin/people/invite">{t('inviteTitle')}</ButtonLink>}
      />
      <Suspense fallback={<TableSkeleton />}>
        <People {...props} />
      </Suspense>
    </Main>
  );
}

async function People({ searchParams }: PageProps<'/[locale]/admin/people'>) {
  const { cursor, ...filters } = peopleAddress.parse(await searchParams);
  const actor = await requireSignedIn('/admin/people');
  if (!actorMay(actor, 'people.read')) return <NotForYou />;
  const { items, nextCursor } = await api.people.list({ ...filters, cursor });
  return (
    <>
      <PeopleFilterForm filters={filters} />
      <PeopleTable items={items} />
      <Pagination
        previousHref={cursor === undefined ? undefined : peopleHref(filters)}
        nextHref={nextCursor === null ? undefined : peopleHref({ ...filters, cursor: nextCursor })}
      />
    </>
  );
}
