import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { AuthLink, SignUpHere } from '@/components/auth/address';
import { FormSkeleton } from '@/components/auth/form-skeleton';
import { AuthFrame } from '@/components/shell/page';

/** Names the page; it is for one person and not for search engines. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  return { title: t('signUpTitle'), robots: { index: false } };
}

/** Where people get an account. */
export default async function Page() {
  const t = await getTranslations('auth');
  return (
    <AuthFrame
      title={t('signUpTitle')}
      lead={t('signUpLead')}
      below={<p>{t.rich('haveAccount', { link: (text) => <AuthLink href="/sign-in">{text}</AuthLink> })}</p>}
    >
      <Suspense fallback={<FormSkeleton />}>
        <SignUpHere />
      </Suspense>
    </AuthFrame>
  );
}
