import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ApiKeys } from '@/components/security/api-keys';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main, PageHeader } from '@/components/shell/page';
import { OfflineNotice } from '@/components/ui/offline-notice';
import { SkeletonText } from '@/components/ui/skeleton';
import { isActedFor, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('keys');
  return { title: t('title'), robots: { index: false } };
}

/** The keys by which a person's programs act as them. */
export default async function ApiKeysPage() {
  const t = await getTranslations('keys');
  return (
    <Main width="reading">
      <PageHeader title={t('title')} lead={t('lead')} />
      <ClientMessages areas={['keys', 'errors']}>
        <Suspense fallback={<SkeletonText lines={10} />}>
          <Mine />
        </Suspense>
      </ClientMessages>
      <OfflineNotice />
    </Main>
  );
}

async function Mine() {
  if (isActedFor(await requireSignedIn('/settings/api-keys'))) return null;
  return <ApiKeys initial={await api.auth.apiKeys()} />;
}
