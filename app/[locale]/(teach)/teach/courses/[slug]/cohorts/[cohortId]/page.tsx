import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { z } from 'zod';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main } from '@/components/shell/page';
import { CohortLearnerTable } from '@/components/teach/cohorts/cohort-learner-table';
import { CourseHeader } from '@/components/teach/course-header';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { ButtonLink } from '@/components/ui/link';
import { Pagination } from '@/components/ui/pagination';
import { openCourse, orNotFound } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

type Props = PageProps<'/[locale]/teach/courses/[slug]/cohorts/[cohortId]'>;

/** Names the page; the cohort's own name stands on it. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('release.cohorts');
  return { title: t('title'), robots: { index: false } };
}

/** Who is in a cohort; at `/none`, who is in none. */
export default function CohortPage(props: Props) {
  return (
    <Main width="app" density="dense">
      <Suspense fallback={<TableSkeleton />}>
        <Cohort {...props} />
      </Suspense>
    </Main>
  );
}

async function Cohort({ params, searchParams }: Props) {
  const [{ slug, cohortId }, { cursor }] = await Promise.all([params, searchParams]);
  const path = `/teach/courses/${slug}/cohorts/${cohortId}`;
  const { frame } = await openCourse(slug, `/cohorts/${cohortId}`);
  const id = cohortId === 'none' ? null : cohortId;
  if (id !== null && !z.uuid().safeParse(id).success) notFound();
  const request = {
    ...{ courseSlug: slug, cohortId: id },
    ...(typeof cursor === 'string' ? { cursor } : {}),
  };
  const [t, list, page] = await Promise.all([
    getTranslations('release.cohorts'),
    orNotFound(api.enrollments.cohorts({ courseSlug: slug })),
    orNotFound(api.enrollments.cohortLearners(request)),
  ]);
  const cohort = list.cohorts.find((one) => one.id === id);
  if (id !== null && cohort === undefined) notFound();
  const { nextCursor } = page;
  return (
    <>
      <CourseHeader
        frame={frame}
        title={cohort === undefined ? t('without') : cohort.fields.name}
        lead={t('learners', { count: cohort === undefined ? list.withoutCohort : cohort.learners })}
      />
      <ClientMessages areas={['release', 'errors']}>
        <CohortLearnerTable
          courseSlug={slug}
          cohortId={id}
          items={page.items}
          cohorts={list.cohorts.map((one) => ({ id: one.id, name: one.fields.name }))}
        />
      </ClientMessages>
      <Pagination
        previousHref={typeof cursor === 'string' ? path : undefined}
        nextHref={nextCursor === null ? undefined : `${path}?cursor=${encodeURIComponent(nextCursor)}`}
      />
      <p className="mt-5">
        <ButtonLink href={`/teach/courses/${slug}/cohorts`} size="sm">
          {t('back')}
        </ButtonLink>
      </p>
    </>
  );
}
