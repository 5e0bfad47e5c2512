import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
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
      {frame.visibility === 'public' ? null : (
        <Banner className="mb-5 max-w-reading">
          {t(`limited.${frame.visibility}`)}{' '}
          {mayPublish ? <Link href={`/teach/courses/${slug}/access`}>{t('changeAccess')}</Link> : null}
        </Banner>
      )}
      <ClientMessages areas={['publishing', 'errors']}>
        <PublishPanel
          courseSlug={slug}
          status={checklist.status}
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
      <PublishChecks courseSlug={slug} items={checklist.items} />
    </>
  );
}
