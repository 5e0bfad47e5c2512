import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { auditHref } from '@/components/audit/audit-href';
import { AuditTable } from '@/components/audit/audit-table';
import { ExportButtons } from '@/components/audit/export-buttons';
import { AuditFilterForm } from '@/components/audit/filter-form';
import { Main, PageHeader } from '@/components/shell/page';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { ButtonLink } from '@/components/ui/link';
import { Pagination } from '@/components/ui/pagination';
import { EmptyState } from '@/components/ui/states';
import { auditAddress } from '@/server/domains/audit/contract';
import { actorMay, requireSignedIn } from '@/server/trpc/page-access';
import { api, readerZone } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('audit');
  return { title: t('title'), robots: { index: false } };
}

/** The audit log, with its filters in the address. */
export default async function AuditPage(props: PageProps<'/[locale]/admin/audit'>) {
  const t = await getTranslations('audit');
  return (
    <Main width="wide" density="dense">
      <PageHeader density="dense" title={t('title')} lead={t('lead')} />
      <Suspense fallback={<TableSkeleton />}>
        <Entries {...props} />
      </Suspense>
    </Main>
  );
}

async function Entries({ searchParams }: PageProps<'/[locale]/admin/audit'>) {
  const { cursor, ...filters } = auditAddress.parse(await searchParams);
  const actor = await requireSignedIn('/admin/audit');
  if (!actorMay(actor, 'audit.read')) return <NotAnAdmin />;
  const [{ items, nextCursor }, timeZone] = await Promise.all([
    api.audit.list({ ...filters, cursor }),
    readerZone(),
  ]);
  return (
    <>
      <AuditFilterForm filters={filters} timeZone={timeZone} />
      <AuditTable items={items} isFiltered={auditHref(filters) !== auditHref({})} />
      <Pagination
        previousHref={cursor === undefined ? undefined : auditHref(filters)}
        nextHref={nextCursor === null ? undefined : auditHref({ ...filters, cursor: nextCursor })}
      />
      <ExportButtons filters={filters} />
    </>
  );
}

async function NotAnAdmin() {
  const t = await getTranslations('audit');
  return (
    <EmptyState
      icon="lock"
      title={t('forbiddenTitle')}
      action={<ButtonLink href="/learn">{t('backToLearning')}</ButtonLink>}
    >
      {t('forbiddenBody')}
    </EmptyState>
  );
}
