// allow file-name: the folder is the address that people see
import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ImportPanel } from '@/components/exchange/import-panel';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main, PageHeader } from '@/components/shell/page';
import { NewCourseForm } from '@/components/teach/new-course-form';
import { NotAnInstructor } from '@/components/teach/not-an-instructor';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { getCategories } from '@/server/domains/search/cached';
import { actorMay, requireSignedIn } from '@/server/trpc/page-access';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('studio');
  return { title: t('new.title'), robots: { index: false } };
}

/** Begins a course. */
export default function NewCoursePage() {
  return (
    <Main width="app" density="dense">
      <Suspense fallback={<TableSkeleton />}>
        <NewCourse />
      </Suspense>
    </Main>
  );
}

async function NewCourse() {
  const actor = await requireSignedIn('/teach/courses/new');
  if (!actorMay(actor, 'teach')) return <NotAnInstructor />;
  const locale = await getLocale();
  const [teach, exchange, t, categories] = await Promise.all([
    getTranslations('teach'),
    getTranslations('exchange'),
    getTranslations('studio'),
    getCategories(locale),
  ]);
  return (
    <>
      <PageHeader
        density="dense"
        above={<Breadcrumbs crumbs={[{ href: '/teach', label: teach('title') }]} />}
        title={t('new.title')}
        lead={t('new.lead')}
      />
      <ClientMessages areas={['studio', 'errors']}>
        <NewCourseForm categories={categories.map(({ slug, name }) => ({ value: slug, label: name }))} />
      </ClientMessages>
      <section aria-labelledby="import" className="mt-12 max-w-reading">
        <h2 id="import" className="font-serif text-lg font-semibold">
          {exchange('newTitle')}
        </h2>
        <p className="mt-1 mb-4 text-ink-muted">{exchange('newLead')}</p>
        <ClientMessages areas={['exchange', 'errors']}>
          <ImportPanel courseSlug={null} />
        </ClientMessages>
      </section>
    </>
  );
}
