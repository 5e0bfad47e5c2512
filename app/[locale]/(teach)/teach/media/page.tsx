import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { LibraryFilter } from '@/components/media/library-filter';
import { LibraryTable } from '@/components/media/library-table';
import { UploadArea } from '@/components/media/upload-area';
import { UploadList } from '@/components/media/upload-list';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main, PageHeader } from '@/components/shell/page';
import { NotAnInstructor } from '@/components/teach/not-an-instructor';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { libraryAddress } from '@/server/domains/library/contract';
import { actorMay, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('media');
  return { title: t('title'), robots: { index: false } };
}

/** The files an instructor can use in courses, with the filters in the address. */
export default async function MediaPage(props: PageProps<'/[locale]/teach/media'>) {
  const t = await getTranslations('media');
  return (
    <Main width="wide" density="dense">
      <PageHeader density="dense" title={t('title')} lead={t('lead')} />
      <Suspense fallback={<TableSkeleton />}>
        <Library {...props} />
      </Suspense>
    </Main>
  );
}

async function Library({ searchParams }: PageProps<'/[locale]/teach/media'>) {
  const address = libraryAddress.parse(await searchParams);
  const actor = await requireSignedIn('/teach/media');
  if (!actorMay(actor, 'teach')) return <NotAnInstructor />;
  const [page, openUploads, usage] = await Promise.all([
    api.library.list(address),
    api.media.openUploads(),
    api.media.usage(),
  ]);
  const { cursor: _, ...filters } = address;
  return (
    <ClientMessages areas={['media', 'player', 'errors']}>
      <UploadArea usage={usage} />
      <UploadList initial={openUploads} />
      <LibraryFilter filters={filters} />
      <LibraryTable key={JSON.stringify(address)} address={address} initial={page} />
    </ClientMessages>
  );
}
