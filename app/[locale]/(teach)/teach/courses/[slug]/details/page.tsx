import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main } from '@/components/shell/page';
import { CourseHeader } from '@/components/teach/course-header';
import { CoverPanel } from '@/components/teach/cover-panel';
import { DetailsForm } from '@/components/teach/details-form';
import { DuplicateButton } from '@/components/teach/duplicate-button';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { getCategories } from '@/server/domains/search/cached';
import { env } from '@/server/platform/env';
import { actorMay, openCourse, orNotFound } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('studio');
  return { title: t('details.title'), robots: { index: false } };
}

/** What the public page of a course says, for those who write it. */
export default function CourseDetailsPage(props: PageProps<'/[locale]/teach/courses/[slug]/details'>) {
  return (
    <Main width="app" density="dense">
      <Suspense fallback={<TableSkeleton />}>
        <Details {...props} />
      </Suspense>
    </Main>
  );
}

async function Details({ params }: PageProps<'/[locale]/teach/courses/[slug]/details'>) {
  const [{ slug }, locale] = await Promise.all([params, getLocale()]);
  const { actor, frame } = await openCourse(slug, '/details');
  const [t, details, cover, categories] = await Promise.all([
    getTranslations('studio'),
    orNotFound(api.courses.details({ courseSlug: slug })),
    orNotFound(api.courses.cover({ courseSlug: slug })),
    getCategories(locale),
  ]);
  return (
    <>
      <CourseHeader frame={frame} title={t('details.title')} lead={t('details.lead')} />
      <ClientMessages areas={['studio', 'errors']}>
        <CoverPanel courseSlug={slug} title={details.details.title} initial={cover} />
        <DetailsForm
          initial={details}
          categories={categories.map((one) => ({ value: one.slug, label: one.name }))}
          origin={new URL(env().APP_URL).host}
        />
        {actorMay(actor, 'teach') ? (
          <section aria-labelledby="copy-heading" className="mt-12 max-w-reading border-t border-rule pt-6">
            <h2 id="copy-heading" className="font-serif text-lg font-semibold">
              {t('duplicate.heading')}
            </h2>
            <p className="mt-1 mb-3 text-ink-muted">{t('duplicate.lead')}</p>
            <DuplicateButton courseSlug={slug} title={details.details.title} />
          </section>
        ) : null}
      </ClientMessages>
    </>
  );
}
