import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { z } from 'zod';
import { Submissions } from '@/components/assignment/submissions';
import { LessonEditor } from '@/components/editor/lesson-editor';
import { SettingsEditor } from '@/components/lesson-kinds/settings-editor';
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

/** Every zone the platform knows. */
const timeZones = (): string[] => [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])].toSorted();

async function Lesson({ params }: Props) {
  const { slug, lessonId } = await params;
  if (!z.uuid().safeParse(lessonId).success) notFound();
  const { actor, frame } = await openCourse(slug, `/lessons/${lessonId}`);
  const [t, kinds, lesson, settings] = await Promise.all([
    getTranslations('editor'),
    getTranslations('kinds'),
    orNotFound(api.content.lesson({ courseSlug: slug, lessonId })),
    orNotFound(api.content.settings({ courseSlug: slug, lessonId })),
  ]);
  const { kind } = lesson;
  return (
    <>
      <CourseHeader frame={frame} title={lesson.title} />
      {frame.status === 'published' ? (
        <Banner title={t('liveTitle')} className="mb-5">
          {t('liveBody')}
        </Banner>
      ) : null}
      <ClientMessages areas={['editor', 'errors', 'kinds', 'media']}>
        {kind === 'article' ? null : (
          <>
            <SettingsEditor
              key={`settings-${lesson.id}`}
              userId={actor.userId}
              courseSlug={slug}
              lessonId={lesson.id}
              initial={settings}
              timeZones={kind === 'live' || kind === 'assignment' ? timeZones() : []}
            />
            <h2 className="mb-3 font-serif text-lg font-semibold">
              {kinds(kind === 'assignment' ? 'brief' : 'words')}
            </h2>
          </>
        )}
        <LessonEditor key={lesson.id} userId={actor.userId} courseSlug={slug} lesson={lesson} />
      </ClientMessages>
      {kind === 'assignment' ? <HandedIn courseSlug={slug} lessonId={lessonId} /> : null}
      <p className="mt-5 flex flex-wrap gap-3">
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

/** What was handed in, for those of the staff who may look at it. */
async function HandedIn(place: { readonly courseSlug: string; readonly lessonId: string }) {
  const initial = await api.assessments.submissions(place).catch(() => null);
  if (initial === null) return null;
  return (
    <ClientMessages areas={['assignment', 'media', 'errors']}>
      <Submissions {...place} initial={initial} />
    </ClientMessages>
  );
}
