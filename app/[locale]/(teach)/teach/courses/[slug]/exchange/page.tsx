import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ImportPanel } from '@/components/exchange/import-panel';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main } from '@/components/shell/page';
import { CourseHeader } from '@/components/teach/course-header';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { buttonStyle } from '@/components/ui/button-style';
import { Icon } from '@/components/ui/icon';
import { orNotFound, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exchange');
  return { title: t('title'), robots: { index: false } };
}

/** A course as a folder of files, out and in. */
export default function ExchangePage(props: PageProps<'/[locale]/teach/courses/[slug]/exchange'>) {
  return (
    <Main width="app" density="dense">
      <Suspense fallback={<TableSkeleton />}>
        <Exchange {...props} />
      </Suspense>
    </Main>
  );
}

async function Exchange({ params }: PageProps<'/[locale]/teach/courses/[slug]/exchange'>) {
  const { slug } = await params;
  await requireSignedIn(`/teach/courses/${slug}/exchange`);
  // What it asks also tells whether the reader may change the course.
  const [t, frame] = await Promise.all([
    getTranslations('exchange'),
    orNotFound(api.courses.frame({ courseSlug: slug })),
    orNotFound(api.courses.details({ courseSlug: slug })),
  ]);
  const archive = `/api/courses/${slug}/export`;
  return (
    <>
      <CourseHeader frame={frame} title={t('title')} lead={t('lead')} />
      <section aria-labelledby="export" className="mb-10 max-w-reading">
        <h2 id="export" className="font-serif text-lg font-semibold">
          {t('exportTitle')}
        </h2>
        <p className="mt-1 mb-4 text-ink-muted">{t('exportLead')}</p>
        <p className="flex flex-wrap gap-3">
          <a href={archive} download className={buttonStyle({ variant: 'secondary', size: 'md' })}>
            <Icon name="download" />
            {t('exportText')}
          </a>
          <a href={`${archive}?files`} download className={buttonStyle({ variant: 'secondary', size: 'md' })}>
            <Icon name="download" />
            {t('exportAll')}
          </a>
        </p>
      </section>
      <section aria-labelledby="import" className="max-w-reading">
        <h2 id="import" className="font-serif text-lg font-semibold">
          {t('importTitle')}
        </h2>
        <p className="mt-1 mb-4 text-ink-muted">{t('importLead')}</p>
        <ClientMessages areas={['exchange', 'errors']}>
          <ImportPanel courseSlug={slug} />
        </ClientMessages>
      </section>
    </>
  );
}
