import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Main } from '@/components/shell/page';
import { CourseHeader } from '@/components/teach/course-header';
import { LearnerTable } from '@/components/teach/learner-table';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { Pagination } from '@/components/ui/pagination';
import type { CourseFrame } from '@/server/domains/courses/contract';
import { openCourse, orNotFound } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page; the course's own title stands above it. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('teach');
  return { title: t('learnersTitle'), robots: { index: false } };
}

/** The learners of one course. */
export default function CourseLearnersPage(props: PageProps<'/[locale]/teach/courses/[slug]'>) {
  return (
    <Main width="wide" density="dense">
      <Suspense fallback={<TableSkeleton />}>
        <Learners {...props} />
      </Suspense>
    </Main>
  );
}

async function Learners({ params, searchParams }: PageProps<'/[locale]/teach/courses/[slug]'>) {
  const [{ slug }, { cursor }] = await Promise.all([params, searchParams]);
  const path = `/teach/courses/${slug}`;
  const { frame } = await openCourse(slug, '');
  const request = { courseSlug: slug, ...(typeof cursor === 'string' ? { cursor } : {}) };
  const [t, page] = await Promise.all([
    getTranslations('teach'),
    orNotFound(api.analytics.learners(request)),
  ]);
  const { course, items, nextCursor } = page;
  return (
    <>
      <CourseHeader
        frame={frame}
        title={t('learnersTitle')}
        lead={t('totals', { learners: course.learners, completed: course.completed })}
      />
      <LearnerTable course={course} items={items} open={openTo(frame)} />
      <Pagination
        previousHref={request.cursor === undefined ? undefined : path}
        nextHref={nextCursor === null ? undefined : `${path}?cursor=${encodeURIComponent(nextCursor)}`}
      />
    </>
  );
}

function openTo({ status, visibility }: CourseFrame): 'page' | 'invited' | 'nobody' {
  if (status !== 'published') return 'nobody';
  return visibility === 'private' ? 'invited' : 'page';
}
