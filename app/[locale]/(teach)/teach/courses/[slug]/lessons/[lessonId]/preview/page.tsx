import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { z } from 'zod';
import { QuizPreview } from '@/components/lesson-kinds/quiz-preview';
import { Main } from '@/components/shell/page';
import { CourseHeader } from '@/components/teach/course-header';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { ButtonLink } from '@/components/ui/link';
import { orNotFound, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

type Props = PageProps<'/[locale]/teach/courses/[slug]/lessons/[lessonId]/preview'>;

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('kinds');
  return { title: t('previewTitle'), robots: { index: false } };
}

/** A quiz as learners meet it, for those who write it: nothing they choose here is kept. */
export default function QuizPreviewPage(props: Props) {
  return (
    <Main width="app" density="dense">
      <Suspense fallback={<TableSkeleton />}>
        <Preview {...props} />
      </Suspense>
    </Main>
  );
}

async function Preview({ params }: Props) {
  const { slug, lessonId } = await params;
  const path = `/teach/courses/${slug}/lessons/${lessonId}`;
  await requireSignedIn(`${path}/preview`);
  if (!z.uuid().safeParse(lessonId).success) notFound();
  const [t, frame, lesson, { settings }] = await Promise.all([
    getTranslations('kinds'),
    orNotFound(api.courses.frame({ courseSlug: slug })),
    orNotFound(api.content.lesson({ courseSlug: slug, lessonId })),
    orNotFound(api.content.settings({ courseSlug: slug, lessonId })),
  ]);
  if (settings.kind !== 'quiz') notFound();
  return (
    <>
      <CourseHeader frame={frame} title={lesson.title} lead={t('previewTitle')} />
      <div className="max-w-reading">
        <QuizPreview quiz={settings} />
        <p className="mt-8">
          <ButtonLink href={path}>{t('backToEditor')}</ButtonLink>
        </p>
      </div>
    </>
  );
}
