import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { z } from 'zod';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main } from '@/components/shell/page';
import { CourseHeader } from '@/components/teach/course-header';
import { LearnerLessons } from '@/components/teach/release/learner-lessons';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { openCourse, orNotFound } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

type Props = PageProps<'/[locale]/teach/courses/[slug]/learners/[enrollmentId]'>;

/** Names the page; the learner's own name stands on it. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('teach');
  return { title: t('learner'), robots: { index: false } };
}

/** What is open to one learner, and what was decided for them. */
export default function LearnerPage(props: Props) {
  return (
    <Main width="app" density="dense">
      <Suspense fallback={<TableSkeleton />}>
        <Learner {...props} />
      </Suspense>
    </Main>
  );
}

async function Learner({ params }: Props) {
  const { slug, enrollmentId } = await params;
  const { frame } = await openCourse(slug, `/learners/${enrollmentId}`);
  if (!z.uuid().safeParse(enrollmentId).success) notFound();
  const [t, learner] = await Promise.all([
    getTranslations('release.learner'),
    orNotFound(api.enrollments.learner({ courseSlug: slug, enrollmentId })),
  ]);
  const { name } = learner;
  return (
    <>
      <CourseHeader frame={frame} title={t('title', { name })} lead={t('lead', { name })} />
      <ClientMessages areas={['release', 'learn', 'errors']}>
        <LearnerLessons courseSlug={slug} initial={learner} />
      </ClientMessages>
    </>
  );
}
