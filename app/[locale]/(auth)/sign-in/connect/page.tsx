import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ConnectForm } from '@/components/auth/connect-form';
import { FormSkeleton } from '@/components/auth/form-skeleton';
import { StepUpRegion } from '@/components/security/step-up-region';
import { AuthFrame } from '@/components/shell/page';
import { TrpcProvider } from '@/components/trpc/provider';
import { Link } from '@/components/ui/link';
import { ErrorState } from '@/components/ui/states';
import { keptOffer } from '@/server/trpc/identity-offer';
import { api } from '@/server/trpc/request';

/** Names the page; it is for one person and not for search engines. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth');
  return { title: t('connectTitle'), robots: { index: false } };
}

/** Properties of the page. */
interface PageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>;
}

/** Where somebody who has signed in elsewhere says which account that shall open. */
export default async function Page({ searchParams }: PageProps) {
  const t = await getTranslations('auth');
  return (
    <AuthFrame title={t('connectTitle')}>
      <TrpcProvider>
        <Suspense fallback={<FormSkeleton />}>
          <Offer searchParams={searchParams} />
        </Suspense>
        <StepUpRegion />
      </TrpcProvider>
    </AuthFrame>
  );
}

async function Offer({ searchParams }: PageProps) {
  const [t, kept, viewer, { returnTo }] = await Promise.all([
    getTranslations('auth'),
    keptOffer(),
    api.auth.viewer(),
    searchParams,
  ]);
  if (kept === null) {
    return <ErrorState title={t('connectOver')} action={<Link href="/sign-in">{t('startAgain')}</Link>} />;
  }
  const wish = typeof returnTo === 'string' && returnTo !== '/' ? returnTo : null;
  return <ConnectForm {...kept} viewerEmail={viewer?.email ?? null} returnTo={wish} />;
}
