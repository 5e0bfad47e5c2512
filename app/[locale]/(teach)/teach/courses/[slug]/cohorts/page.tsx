import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main } from '@/components/shell/page';
import { CohortsPanel } from '@/components/teach/cohorts/cohorts-panel';
import { CourseHeader } from '@/components/teach/course-header';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { openCourse, orNotFound } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('release.cohorts');
  return { title: t('title'), robots: { index: false } };
}

/** The cohorts of a course, for those who manage its learners. */
export default function CohortsPage(props: PageProps<'/[locale]/teach/courses/[slug]/cohorts'>) {
  return (
    <Main width="app" density="dense">
      <Suspense fallback={<TableSkeleton />}>
        <Cohorts {...props} />
      </Suspense>
    </Main>
  );
}

async function Cohorts({ params }: PageProps<'/[locale]/teach/courses/[slug]/cohorts'>) {
  const { slug } = await params;
  const { frame } = await openCourse(slug, '/cohorts');
  const [t, cohorts] = await Promise.all([
    getTranslations('release.cohorts'),
    orNotFound(api.enrollments.cohorts({ courseSlug: slug })),
  ]);
  return (
    <>
      <CourseHeader frame={frame} title={t('title')} lead={t('lead')} />
      <ClientMessages areas={['release', 'errors']}>
        <CohortsPanel courseSlug={slug} initial={cohorts} />
      </ClientMessages>
    </>
  );
}
