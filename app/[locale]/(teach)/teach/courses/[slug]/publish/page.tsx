import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main } from '@/components/shell/page';
import { CourseHeader } from '@/components/teach/course-header';
import { PublishChecks } from '@/components/teach/publish-checks';
import { PublishPanel } from '@/components/teach/publish-panel';
import { ReviewPanel } from '@/components/teach/review-panel';
import { SchedulePanel } from '@/components/teach/schedule-panel';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { Banner } from '@/components/ui/banner';
import { Link } from '@/components/ui/link';
import { ChangeList } from '@/components/versions/change-list';
import { PublishChanges } from '@/components/versions/publish-changes';
import { PublishImpact } from '@/components/versions/publish-impact';
import type { CourseFrame } from '@/server/domains/courses/contract';
import { getCategories } from '@/server/domains/search/cached';
import { openCourse, orNotFound } from '@/server/trpc/page-access';
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
  const { frame } = await openCourse(slug, '/publish');
  const [t, checklist, life] = await Promise.all([
    getTranslations('publishing'),
    orNotFound(api.content.checklist({ courseSlug: slug })),
    orNotFound(api.courses.lifecycle({ courseSlug: slug })),
  ]);
  const mayPublish = frame.may.includes('course.publish');
  return (
    <>
      <CourseHeader frame={frame} title={t('title')} lead={t('lead')} />
      {frame.visibility === 'public' || frame.status === 'published' ? null : (
        <Banner className="mb-5 max-w-reading">
          {t(`limited.${frame.visibility}`)}{' '}
          {mayPublish ? <Link href={`/teach/courses/${slug}/access`}>{t('changeAccess')}</Link> : null}
        </Banner>
      )}
      <ClientMessages areas={['publishing', 'errors']}>
        <PublishPanel
          courseSlug={slug}
          status={checklist.status}
          visibility={frame.visibility}
          isReady={checklist.isReady}
          mayPublish={mayPublish}
        />
        <ReviewPanel
          courseSlug={slug}
          review={life.review}
          mayPublish={mayPublish}
          mayAsk={frame.may.includes('content.edit')}
        />
        {mayPublish ? (
          <SchedulePanel
            courseSlug={slug}
            schedule={life.schedule}
            timeZone={life.timeZone}
            timeZones={Intl.supportedValuesOf('timeZone')}
          />
        ) : null}
      </ClientMessages>
      {frame.status === 'draft' || !frame.may.includes('content.edit') ? null : (
        <Changes frame={frame} isReady={checklist.isReady} />
      )}
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
        <ClientMessages areas={['versions', 'release', 'errors']}>
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
