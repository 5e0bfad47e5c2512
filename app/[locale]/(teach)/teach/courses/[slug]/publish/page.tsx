import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main } from '@/components/shell/page';
import { CourseHeader } from '@/components/teach/course-header';
import { PublishChecks } from '@/components/teach/publish-checks';
import { PublishPanel } from '@/components/teach/publish-panel';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { ChangeList } from '@/components/versions/change-list';
import { PublishChanges } from '@/components/versions/publish-changes';
import { PublishImpact } from '@/components/versions/publish-impact';
import type { CourseFrame } from '@/server/domains/courses/contract';
import { getCategories } from '@/server/domains/search/cached';
import { orNotFound, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('publishing');
  return { title: t('title'), robots: { index: false } };
}

/** Who sees a course, and what it needs before everybody does. */
export default function PublishPage(props: PageProps<'/[locale]/teach/courses/[slug]/publish'>) {
  return (
    <Main width="app" density="dense">
      <Suspense fallback={<TableSkeleton />}>
        <Publishing {...props} />
      </Suspense>
    </Main>
  );
}

async function Publishing({ params }: PageProps<'/[locale]/teach/courses/[slug]/publish'>) {
  const { slug } = await params;
  await requireSignedIn(`/teach/courses/${slug}/publish`);
  const [t, frame, checklist] = await Promise.all([
    getTranslations('publishing'),
    orNotFound(api.courses.frame({ courseSlug: slug })),
    orNotFound(api.content.checklist({ courseSlug: slug })),
  ]);
  return (
    <>
      <CourseHeader frame={frame} title={t('title')} lead={t('lead')} />
      <ClientMessages areas={['publishing', 'errors']}>
        <PublishPanel
          courseSlug={slug}
          status={checklist.status}
          isReady={checklist.isReady}
          mayPublish={frame.may.includes('course.publish')}
        />
      </ClientMessages>
      {frame.status === 'draft' ? null : <Changes frame={frame} isReady={checklist.isReady} />}
      <PublishChecks courseSlug={slug} items={checklist.items} />
    </>
  );
}

/** What publishing would change, and for whom; nothing for a course that was never published. */
async function Changes({ frame, isReady }: { readonly frame: CourseFrame; readonly isReady: boolean }) {
  const { slug: courseSlug, may, status } = frame;
  const [t, locale] = await Promise.all([getTranslations('versions'), getLocale()]);
  const [changes, impact, categories] = await Promise.all([
    orNotFound(api.content.compare({ courseSlug })),
    orNotFound(api.enrollments.publishImpact({ courseSlug })),
    getCategories(locale),
  ]);
  const { from, count, stamp } = changes;
  if (from === null || stamp === null) return null;
  const names = new Map(categories.map(({ slug, name }) => [slug, name]));
  return (
    <>
      <section aria-labelledby="changes" className="mb-8">
        <h2 id="changes" className="mb-2 font-serif text-lg font-semibold">
          {t('changesTitle', { count })}
        </h2>
        {count === 0 ? <p className="text-ink-muted">{t('changesNone')}</p> : null}
        <ClientMessages areas={['versions', 'errors']}>
          <ChangeList changes={changes} pair={{ courseSlug }} categories={names} />
        </ClientMessages>
      </section>
      {count === 0 ? null : <PublishImpact impact={impact} />}
      {count === 0 || status !== 'published' ? null : (
        <ClientMessages areas={['versions', 'errors']}>
          <PublishChanges
            key={stamp}
            {...{ courseSlug, stamp, count, isReady, publishedId: from.id }}
            mayPublish={may.includes('course.publish')}
          />
        </ClientMessages>
      )}
    </>
  );
}
