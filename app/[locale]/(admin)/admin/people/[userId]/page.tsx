import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { z } from 'zod';
import { NotForYou } from '@/components/people/not-for-you';
import { PersonActs } from '@/components/people/person-acts';
import { PersonActivity, PersonFacts } from '@/components/people/person-view';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main, PageHeader } from '@/components/shell/page';
import { Avatar } from '@/components/ui/avatar';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { SkeletonText } from '@/components/ui/skeleton';
import { actorMay, orNotFound, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page; the person's name stays out of titles, which browsers keep. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people');
  return { title: t('personTitle'), robots: { index: false } };
}

/** One account: what it is, what may be done with it, what it has been doing. */
export default function PersonPage(props: PageProps<'/[locale]/admin/people/[userId]'>) {
  return (
    <Main width="app" density="dense">
      <Suspense fallback={<SkeletonText lines={12} />}>
        <Person {...props} />
      </Suspense>
    </Main>
  );
}

async function Person({ params }: PageProps<'/[locale]/admin/people/[userId]'>) {
  const { userId } = await params;
  const t = await getTranslations('people');
  const actor = await requireSignedIn(`/admin/people/${encodeURIComponent(userId)}`);
  if (!actorMay(actor, 'people.read')) return <NotForYou />;
  if (!z.uuid().safeParse(userId).success) notFound();
  const person = await orNotFound(api.people.find({ userId }));
  return (
    <>
      <PageHeader
        density="dense"
        title={
          <span className="inline-flex items-center gap-3">
            <Avatar name={person.name} picture={person.picture} />
            {person.name}
          </span>
        }
        above={<Breadcrumbs crumbs={[{ href: '/admin/people', label: t('title') }]} />}
      />
      <ClientMessages areas={['people', 'errors']}>
        <PersonActs person={person} />
      </ClientMessages>
      <PersonFacts person={person} />
      <PersonActivity person={person} />
    </>
  );
}
