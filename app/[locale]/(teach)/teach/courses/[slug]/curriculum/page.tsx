import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main } from '@/components/shell/page';
import { CourseHeader } from '@/components/teach/course-header';
import { CurriculumEditor } from '@/components/teach/curriculum-editor';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { Banner } from '@/components/ui/banner';
import { openCourse, orNotFound } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('curriculum');
  return { title: t('title'), robots: { index: false } };
}

/** The outline of a course, for those who make it. */
export default function CurriculumPage(props: PageProps<'/[locale]/teach/courses/[slug]/curriculum'>) {
  return (
    <Main width="app" density="dense">
      <Suspense fallback={<TableSkeleton />}>
        <Curriculum {...props} />
      </Suspense>
    </Main>
  );
}

async function Curriculum({ params }: PageProps<'/[locale]/teach/courses/[slug]/curriculum'>) {
  const { slug } = await params;
  const { frame } = await openCourse(slug, '/curriculum');
  const [t, outline, release] = await Promise.all([
    getTranslations('curriculum'),
    orNotFound(api.content.outline({ courseSlug: slug })),
    orNotFound(api.content.release({ courseSlug: slug })),
  ]);
  return (
    <>
      <CourseHeader frame={frame} title={t('title')} lead={t('lead')} />
      {frame.status === 'published' ? (
        <Banner title={t('liveTitle')} className="mb-5">
          {t('liveBody')}
        </Banner>
      ) : null}
      <ClientMessages areas={['curriculum', 'release', 'errors']}>
        <CurriculumEditor courseSlug={slug} initial={outline} release={release} />
      </ClientMessages>
    </>
  );
}
