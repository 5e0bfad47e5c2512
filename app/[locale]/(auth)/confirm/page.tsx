import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ConfirmHere } from '@/components/auth/address';
import { FormSkeleton } from '@/components/auth/form-skeleton';
import { AuthFrame } from '@/components/shell/page';

/** Names the page; it is for one person and not for search engines. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  return { title: t('confirmTitle'), robots: { index: false } };
}

/** Where a mailed link confirms an address. */
export default async function Page() {
  const t = await getTranslations('auth');
  return (
    <AuthFrame title={t('confirmTitle')} lead={t('confirmLead')}>
      <Suspense fallback={<FormSkeleton />}>
        <ConfirmHere />
      </Suspense>
    </AuthFrame>
  );
}
