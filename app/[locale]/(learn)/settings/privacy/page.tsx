import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ConsentList } from '@/components/privacy/consent-list';
import { DataCopy } from '@/components/privacy/data-copy';
import { DeleteAccount } from '@/components/privacy/delete-account';
import { MarketingSwitch } from '@/components/privacy/marketing-switch';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main, PageHeader } from '@/components/shell/page';
import { Link } from '@/components/ui/link';
import { SkeletonText } from '@/components/ui/skeleton';
import { isActedFor, requireSignedIn } from '@/server/trpc/page-access';
import { api, currentViewer } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('privacy');
  return { title: t('settingsTitle'), robots: { index: false } };
}

/** What a person agreed to, and what they decide about their data. */
export default async function PrivacySettingsPage() {
  const t = await getTranslations('privacy');
  return (
    <Main width="reading">
      <PageHeader
        title={t('settingsTitle')}
        lead={t.rich('settingsLead', { link: (text) => <Link href="/privacy">{text}</Link> })}
      />
      <Suspense fallback={<SkeletonText lines={6} />}>
        <Mine />
      </Suspense>
    </Main>
  );
}

async function Mine() {
  if (isActedFor(await requireSignedIn('/settings/privacy'))) return null;
  const [{ items, wantsMarketingMail }, state, viewer] = await Promise.all([
    api.privacy.consents(),
    api.privacy.state(),
    currentViewer(),
  ]);
  return (
    <>
      <ClientMessages areas={['privacy', 'errors']}>
        <MarketingSwitch isWanted={wantsMarketingMail} />
      </ClientMessages>
      <ConsentList items={items} />
      <ClientMessages areas={['privacy', 'errors']}>
        <DataCopy initial={state} />
        <DeleteAccount email={viewer?.email ?? ''} initial={state} />
      </ClientMessages>
    </>
  );
}
