import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { CodeHere } from '@/components/auth/address';
import { FormSkeleton } from '@/components/auth/form-skeleton';
import { AuthFrame } from '@/components/shell/page';

/** Names the page; it is for one person and not for search engines. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  return { title: t('codeTitle'), robots: { index: false } };
}

/** Where a sign-in is given its second factor. */
export default async function Page() {
  const t = await getTranslations('auth');
  return (
    <AuthFrame title={t('codeTitle')} lead={t('codeLead')}>
      <Suspense fallback={<FormSkeleton />}>
        <CodeHere />
      </Suspense>
    </AuthFrame>
  );
}
