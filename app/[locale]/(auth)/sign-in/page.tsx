import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { AuthLink, SignInHere } from '@/components/auth/address';
import { FormSkeleton } from '@/components/auth/form-skeleton';
import { AuthFrame } from '@/components/shell/page';
import { Link } from '@/components/ui/link';

/** Names the page; it is for one person and not for search engines. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  return { title: t('signInTitle'), robots: { index: false } };
}

/** Where people sign in. */
export default async function Page() {
  const t = await getTranslations('auth');
  return (
    <AuthFrame
      title={t('signInTitle')}
      lead={t('signInLead')}
      below={
        <>
          <p>{t.rich('noAccount', { link: (text) => <AuthLink href="/sign-up">{text}</AuthLink> })}</p>
          <p className="mt-2">
            <AuthLink href="/sign-in/by-mail">{t('byLink')}</AuthLink>
          </p>
          <p className="mt-2">
            <Link href="/forgot-password">{t('forgot')}</Link>
          </p>
        </>
      }
    >
      <Suspense fallback={<FormSkeleton />}>
        <SignInHere />
      </Suspense>
    </AuthFrame>
  );
}
