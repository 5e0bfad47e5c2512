import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main } from '@/components/shell/page';
import { CourseHeader } from '@/components/teach/course-header';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { Pagination } from '@/components/ui/pagination';
import { VersionTable } from '@/components/versions/version-table';
import { orNotFound, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

type Props = PageProps<'/[locale]/teach/courses/[slug]/history'>;

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('versions');
  return { title: t('title'), robots: { index: false } };
}

/** Every version of a course. */
export default function HistoryPage(props: Props) {
  return (
    <Main width="app" density="dense">
      <Suspense fallback={<TableSkeleton />}>
        <History {...props} />
      </Suspense>
    </Main>
  );
}

async function History({ params, searchParams }: Props) {
  const [{ slug }, { cursor }] = await Promise.all([params, searchParams]);
  const path = `/teach/courses/${slug}/history`;
  await requireSignedIn(path);
  const request = { courseSlug: slug, ...(typeof cursor === 'string' ? { cursor } : {}) };
  const [t, frame, { items, nextCursor }] = await Promise.all([
    getTranslations('versions'),
    orNotFound(api.courses.frame({ courseSlug: slug })),
    orNotFound(api.content.versions(request)),
  ]);
  return (
    <>
      <CourseHeader frame={frame} title={t('title')} lead={t('lead')} />
      <ClientMessages areas={['versions', 'errors']}>
        <VersionTable courseSlug={slug} items={items} />
      </ClientMessages>
      <Pagination
        previousHref={request.cursor === undefined ? undefined : path}
        nextHref={nextCursor === null ? undefined : `${path}?cursor=${encodeURIComponent(nextCursor)}`}
      />
    </>
  );
}
