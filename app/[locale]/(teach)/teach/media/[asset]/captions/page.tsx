import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { CaptionEditor } from '@/components/captions/caption-editor';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main, PageHeader } from '@/components/shell/page';
import { NotAnInstructor } from '@/components/teach/not-an-instructor';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { byAsset, captionsPick } from '@/server/domains/media/contract';
import { actorMay, orNotFound, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

type Props = PageProps<'/[locale]/teach/media/[asset]/captions'>;

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('captions');
  return { title: t('title'), robots: { index: false } };
}

/** The captions of a recording in one language, to be written beside it. */
export default function CaptionsPage(props: Props) {
  return (
    <Main width="wide" density="dense">
      <Suspense fallback={<TableSkeleton />}>
        <Captions {...props} />
      </Suspense>
    </Main>
  );
}

async function Captions({ params, searchParams }: Props) {
  const [{ asset, locale: page }, { language }] = await Promise.all([params, searchParams]);
  const actor = await requireSignedIn(`/teach/media/${asset}/captions`);
  if (!actorMay(actor, 'teach')) return <NotAnInstructor />;
  const assetId = byAsset.safeParse({ assetId: asset }).data?.assetId;
  // What is no id is no file of anybody.
  if (assetId === undefined) notFound();
  const wish = captionsPick.shape.locale.safeParse(language ?? page);
  const locale = wish.data ?? 'en';
  const [t, item, initial] = await Promise.all([
    getTranslations('captions'),
    orNotFound(api.library.file({ assetId })),
    orNotFound(api.media.captions({ assetId, locale })),
  ]);
  const place = { userId: actor.userId, assetId, locale };
  return (
    <>
      <PageHeader
        density="dense"
        above={<Breadcrumbs crumbs={[{ label: t('library'), href: '/teach/media' }]} />}
        title={t('of', { name: item.name })}
        lead={t('lead')}
      />
      <ClientMessages areas={['captions', 'media', 'player', 'errors']}>
        <CaptionEditor key={`${assetId} ${locale}`} {...{ place, item, initial }} />
      </ClientMessages>
    </>
  );
}
