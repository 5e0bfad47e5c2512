import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ResetHere } from '@/components/auth/address';
import { FormSkeleton } from '@/components/auth/form-skeleton';
import { AuthFrame } from '@/components/shell/page';

/** Names the page; it is for one person and not for search engines. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  return { title: t('resetTitle'), robots: { index: false } };
}

/** Where a mailed link lets choose a new password. */
export default async function Page() {
  const t = await getTranslations('auth');
  return (
    <AuthFrame title={t('resetTitle')} lead={t('resetLead')}>
      <Suspense fallback={<FormSkeleton />}>
        <ResetHere />
      </Suspense>
    </AuthFrame>
  );
}
