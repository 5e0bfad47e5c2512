import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { FormSkeleton } from '@/components/auth/form-skeleton';
import { KeepAccountHere } from '@/components/privacy/keep-account';
import { ClientMessages } from '@/components/shell/client-messages';
import { AuthFrame } from '@/components/shell/page';

/** Names the page; it is for one person and not for search engines. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('privacy');
  return { title: t('keepTitle'), robots: { index: false } };
}

/** Where the link of a mail stops the deletion of an account. */
export default async function Page() {
  const t = await getTranslations('privacy');
  return (
    <AuthFrame title={t('keepTitle')} lead={t('keepLead')}>
      <ClientMessages areas={['privacy', 'errors']}>
        <Suspense fallback={<FormSkeleton />}>
          <KeepAccountHere />
        </Suspense>
      </ClientMessages>
    </AuthFrame>
  );
}
