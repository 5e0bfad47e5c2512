import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { InvitationHere } from '@/components/auth/address';
import { FormSkeleton } from '@/components/auth/form-skeleton';
import { AuthFrame } from '@/components/shell/page';

/** Names the page; it is for one person and not for search engines. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  return { title: t('invitationTitle'), robots: { index: false } };
}

/** Where an invited person takes up their invitation. */
export default async function Page() {
  const t = await getTranslations('auth');
  return (
    <AuthFrame title={t('invitationTitle')} lead={t('invitationLead')}>
      <Suspense fallback={<FormSkeleton />}>
        <InvitationHere />
      </Suspense>
    </AuthFrame>
  );
}
