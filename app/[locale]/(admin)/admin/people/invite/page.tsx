import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { InviteForm } from '@/components/people/invite-form';
import { NotForYou } from '@/components/people/not-for-you';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main, PageHeader } from '@/components/shell/page';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { SkeletonText } from '@/components/ui/skeleton';
import { actorMay, requireSignedIn } from '@/server/trpc/page-access';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people');
  return { title: t('inviteTitle'), robots: { index: false } };
}

/** Where many people are invited at once. */
export default async function InvitePage() {
  const t = await getTranslations('people');
  return (
    <Main width="wide" density="dense">
      <PageHeader
        density="dense"
        title={t('inviteTitle')}
        lead={t('inviteLead')}
        above={<Breadcrumbs crumbs={[{ href: '/admin/people', label: t('title') }]} />}
      />
      <Suspense fallback={<SkeletonText lines={6} />}>
        <Invite />
      </Suspense>
    </Main>
  );
}

async function Invite() {
  const actor = await requireSignedIn('/admin/people/invite');
  if (!actorMay(actor, 'people.invite')) return <NotForYou />;
  return (
    <ClientMessages areas={['people', 'errors']}>
      <InviteForm />
    </ClientMessages>
  );
}
