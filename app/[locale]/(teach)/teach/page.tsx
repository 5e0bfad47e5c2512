import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Main, PageHeader } from '@/components/shell/page';
import { CourseTable } from '@/components/teach/course-table';
import { NotAnInstructor } from '@/components/teach/not-an-instructor';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { ButtonLink } from '@/components/ui/link';
import { actorMay, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('teach');
  return { title: t('title'), robots: { index: false } };
}

/** The instructor's first screen: their courses and how they go. */
export default async function TeachPage() {
  const t = await getTranslations('teach');
  return (
    <Main width="wide" density="dense">
      <PageHeader density="dense" title={t('title')} lead={t('lead')} />
      <Suspense fallback={<TableSkeleton />}>
        <Overview />
      </Suspense>
    </Main>
  );
}

async function Overview() {
  const actor = await requireSignedIn('/teach');
  const [t, { courses, totals }] = await Promise.all([getTranslations('teach'), api.analytics.overview()]);
  // Whoever assists in a course teaches too, whatever their role on the platform.
  if (courses.length === 0 && !actorMay(actor, 'teach')) return <NotAnInstructor />;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
        {courses.length === 0 ? null : <p className="text-ink-muted">{t('totals', totals)}</p>}
        {actorMay(actor, 'teach') ? (
          <ButtonLink href="/teach/courses/new" size="sm" variant="primary">
            {t('newCourse')}
          </ButtonLink>
        ) : null}
      </div>
      <CourseTable courses={courses} />
    </>
  );
}
