import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { z } from 'zod';
import { LessonEditor } from '@/components/editor/lesson-editor';
import { previewHref } from '@/components/preview/preview-href';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main } from '@/components/shell/page';
import { CourseHeader } from '@/components/teach/course-header';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { Banner } from '@/components/ui/banner';
import { ButtonLink } from '@/components/ui/link';
import { openCourse, orNotFound } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

type Props = PageProps<'/[locale]/teach/courses/[slug]/lessons/[lessonId]'>;

/** Names the page; the lesson's own title stands on it. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('editor');
  return { title: t('title'), robots: { index: false } };
}

/** Where the text of a lesson is written. */
export default function LessonEditorPage(props: Props) {
  return (
    <Main width="app" density="dense">
      <Suspense fallback={<TableSkeleton />}>
        <Lesson {...props} />
      </Suspense>
    </Main>
  );
}

async function Lesson({ params }: Props) {
  const { slug, lessonId } = await params;
  if (!z.uuid().safeParse(lessonId).success) notFound();
  const { actor, frame } = await openCourse(slug, `/lessons/${lessonId}`);
  const [t, lesson] = await Promise.all([
    getTranslations('editor'),
    orNotFound(api.content.lesson({ courseSlug: slug, lessonId })),
  ]);
  return (
    <>
      <CourseHeader frame={frame} title={lesson.title} />
      {frame.status === 'published' ? (
        <Banner title={t('liveTitle')} className="mb-5">
          {t('liveBody')}
        </Banner>
      ) : null}
      <ClientMessages areas={['editor', 'errors']}>
        <LessonEditor key={lesson.id} userId={actor.userId} courseSlug={slug} lesson={lesson} />
      </ClientMessages>
      <p className="mt-5">
        <ButtonLink
          href={previewHref(slug, `/teach/courses/${slug}/lessons/${lessonId}`, lesson.slug)}
          size="sm"
          prefetch={false}
        >
          {t('preview')}
        </ButtonLink>
      </p>
    </>
  );
}
