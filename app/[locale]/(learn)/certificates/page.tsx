import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { CertificateList } from '@/components/certificates/certificate-list';
import { Main, PageHeader } from '@/components/shell/page';
import { SkeletonText } from '@/components/ui/skeleton';
import { requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('certificates');
  return { title: t('mineTitle'), robots: { index: false } };
}

/** A learner's certificates. */
export default async function CertificatesPage() {
  const t = await getTranslations('certificates');
  return (
    <Main width="reading">
      <PageHeader title={t('mineTitle')} lead={t('mineLead')} />
      <Suspense fallback={<SkeletonText lines={6} />}>
        <Mine />
      </Suspense>
    </Main>
  );
}

async function Mine() {
  await requireSignedIn('/certificates');
  return <CertificateList {...(await api.certificates.listMine())} />;
}
