import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { AskForLinkHere } from '@/components/auth/address';
import { FormSkeleton } from '@/components/auth/form-skeleton';
import { AuthFrame } from '@/components/shell/page';
import { Link } from '@/components/ui/link';

/** Names the page; it is for one person and not for search engines. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  return { title: t('linkTitle'), robots: { index: false } };
}

/** Where people ask for a link that signs them in. */
export default async function Page() {
  const t = await getTranslations('auth');
  return (
    <AuthFrame
      title={t('linkTitle')}
      lead={t('linkLead')}
      below={<Link href="/sign-in">{t('backToSignIn')}</Link>}
    >
      <Suspense fallback={<FormSkeleton />}>
        <AskForLinkHere />
      </Suspense>
    </AuthFrame>
  );
}
