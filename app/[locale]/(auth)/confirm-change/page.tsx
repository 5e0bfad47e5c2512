import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ConfirmChangeHere } from '@/components/auth/address';
import { FormSkeleton } from '@/components/auth/form-skeleton';
import { AuthFrame } from '@/components/shell/page';

/** Names the page; it is for one person and not for search engines. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  return { title: t('changeTitle'), robots: { index: false } };
}

/** Where a mailbox agrees to a change of address. */
export default async function Page() {
  const t = await getTranslations('auth');
  return (
    <AuthFrame title={t('changeTitle')} lead={t('changeLead')}>
      <Suspense fallback={<FormSkeleton />}>
        <ConfirmChangeHere />
      </Suspense>
    </AuthFrame>
  );
}
