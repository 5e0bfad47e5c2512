import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { LessonAudio } from '@/components/learn/lesson-audio';
import { LessonHeader } from '@/components/learn/lesson-header';
import { LessonPart } from '@/components/learn/lesson-part';
import { LessonVideo } from '@/components/learn/lesson-video';
import { LessonSkeleton } from '@/components/learn/skeletons';
import { InlineMarkdown, Markdown } from '@/components/markdown/markdown';
import { PreviewBar } from '@/components/preview/preview-bar';
import { PreviewFooter } from '@/components/preview/preview-footer';
import { backHref } from '@/components/preview/preview-href';
import { PreviewOutline } from '@/components/preview/preview-outline';
import { PreviewQuiz } from '@/components/preview/preview-quiz';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main } from '@/components/shell/page';
import { EmptyState } from '@/components/ui/states';
import type { PreviewView } from '@/server/domains/studio/contract';
import { orNotFound, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

type Props = PageProps<'/[locale]/preview/[course]/[[...lesson]]'>;

/** Names the page; it is for those who work on the course. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('preview');
  return { title: t('title'), robots: { index: false } };
}

/** A course as learners will see it, as it is being worked on. */
export default function PreviewPage(props: Props) {
  return (
    <ClientMessages areas={['learn', 'preview', 'quiz', 'errors']}>
      <Suspense
        fallback={
          <Main width="reading">
            <LessonSkeleton />
          </Main>
        }
      >
        <Preview {...props} />
      </Suspense>
    </ClientMessages>
  );
}

async function Preview({ params, searchParams }: Props) {
  const [{ course, lesson: [lessonSlug, ...rest] = [] }, { from }] = await Promise.all([
    params,
    searchParams,
  ]);
  if (rest.length > 0) notFound();
  const path = lessonSlug === undefined ? `/preview/${course}` : `/preview/${course}/${lessonSlug}`;
  await requireSignedIn(path);
  const input = { courseSlug: course, ...(lessonSlug === undefined ? {} : { lessonSlug }) };
  const view = await orNotFound(api.studio.preview(input));
  const { courseSlug, courseTitle, language, sections } = view;
  const back = backHref(view.courseSlug, from);
  return (
    <>
      <PreviewBar back={back} />
      <div className="mx-auto flex w-full max-w-wide grow flex-col lg:flex-row">
        <PreviewOutline
          view={{ courseSlug, courseTitle, language, sections }}
          currentSlug={view.lesson?.slug ?? null}
          from={back}
        />
        <Main width="reading" className="lg:px-12">
          <Lesson view={view} />
          <PreviewFooter view={view} from={back} />
        </Main>
      </div>
    </>
  );
}

type Shown = NonNullable<PreviewView['lesson']>;

function Recording({ lesson, courseSlug }: { readonly lesson: Shown; readonly courseSlug: string }) {
  const { video, part, title, id: lessonId } = lesson;
  const place = { title, courseSlug, lessonId, isEnrolled: false, isCompleted: false, transcript: null };
  const watch = { positionMs: 0, watchedPercent: 0, neededPercent: 0 };
  if (video !== null) return <LessonVideo video={video} watch={watch} {...place} />;
  if (part.kind !== 'audio' || part.audio === null) return null;
  return <LessonAudio audio={part.audio} watch={watch} {...place} />;
}

async function Lesson({ view: { lesson, quiz, courseSlug } }: { readonly view: PreviewView }) {
  const t = await getTranslations('preview');
  if (lesson === null) {
    return (
      <EmptyState icon="book" title={t('emptyTitle')}>
        {t('emptyBody')}
      </EmptyState>
    );
  }
  return (
    <article key={lesson.id}>
      <LessonHeader lesson={lesson} />
      <Recording lesson={lesson} courseSlug={courseSlug} />
      {lesson.bodyMd === '' ? null : (
        <div className={lesson.kind === 'video' || lesson.kind === 'audio' ? 'mt-10' : undefined}>
          <Markdown source={lesson.bodyMd} />
        </div>
      )}
      <LessonPart part={lesson.part} lesson={lesson} courseSlug={courseSlug} isEnrolled={false} />
      {quiz === null ? null : (
        <PreviewQuiz
          passPercent={quiz.passPercent}
          questions={quiz.questions.map(({ id, kind, promptMd, explanationMd, choices }) => ({
            ...{ id, kind },
            prompt: <InlineMarkdown source={promptMd} />,
            explanation: explanationMd === '' ? null : <InlineMarkdown source={explanationMd} />,
            choices: choices.map(({ id: choiceId, textMd, isCorrect }) => ({
              ...{ id: choiceId, isCorrect },
              label: <InlineMarkdown source={textMd} />,
            })),
          }))}
        />
      )}
    </article>
  );
}
