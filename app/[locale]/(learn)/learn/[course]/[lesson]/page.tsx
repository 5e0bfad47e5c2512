import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { CourseCompleted } from '@/components/learn/course-completed';
import { LessonAudio } from '@/components/learn/lesson-audio';
import { LessonFooter } from '@/components/learn/lesson-footer';
import { LessonHeader } from '@/components/learn/lesson-header';

import { LessonLocked } from '@/components/learn/lesson-locked';
import { LessonPart } from '@/components/learn/lesson-part';

import { LessonVideo } from '@/components/learn/lesson-video';
import { NoAccess, PreviewBanner } from '@/components/learn/no-access';
import { VisitLesson } from '@/components/learn/visit-lesson';
import { Markdown } from '@/components/markdown/markdown';
import type { ReadTranscript } from '@/components/media/transcript';
import { QuizClosed } from '@/components/quiz/quiz-intro';
import { QuizLesson } from '@/components/quiz/quiz-lesson';
import { Main } from '@/components/shell/page';
import { HydrateClient, prefetch } from '@/components/trpc/hydration';
import { OfflineNotice } from '@/components/ui/offline-notice';
import type { OpenLessonView } from '@/server/domains/enrollments/contract';
import { transcriptInput } from '@/server/domains/media/contract';
import { orNotFound, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

type LessonProps = PageProps<'/[locale]/learn/[course]/[lesson]'>;

type Opened =
  | { readonly isOpen: true; readonly opened: OpenLessonView }
  | { readonly isOpen: false; readonly reason: 'not_enrolled' | 'access_revoked' | 'locked' };

/** Opens the lesson once for the page and its metadata. */
const openLesson = cache(async (courseSlug: string, lessonSlug: string): Promise<Opened> => {
  try {
    return { isOpen: true, opened: await api.enrollments.openLesson({ courseSlug, lessonSlug }) };
  } catch (error) {
    const code = error instanceof Error ? error.message : '';
    if (code === 'enrollments/not_enrolled') return { isOpen: false, reason: 'not_enrolled' };
    if (code === 'enrollments/lesson_locked') return { isOpen: false, reason: 'locked' };
    if (code === 'enrollments/access_revoked') return { isOpen: false, reason: 'access_revoked' };
    throw error;
  }
});

/** Names the page after its lesson, for those who may see it. */
export async function generateMetadata({ params }: LessonProps): Promise<Metadata> {
  const [{ course, lesson }, t] = await Promise.all([params, getTranslations('learn')]);
  const result = await openLesson(course, lesson).catch(() => null);
  if (!result?.isOpen) return { title: t('title'), robots: { index: false } };
  const { lesson: opened, courseTitle } = result.opened;
  // No robot gets this far: who is not signed in is led to sign-in, which is not indexed.
  return {
    title: `${opened.title} – ${courseTitle}`,
    description: t('lessonDescription', { lesson: opened.title, course: courseTitle }),
  };
}

const captionsOf = ({ video, part }: OpenLessonView['lesson']) =>
  (part.kind === 'audio' ? part.audio?.captions : video?.captions) ?? [];

/** Reads what is said in a recording with its page, so that it is there without scripts, too. */
async function readTranscript(captions: readonly { readonly locale: string; readonly url: string }[]) {
  const locale = await getLocale();
  const track = captions.find((one) => one.locale === locale) ?? captions[0];
  const wish = transcriptInput.safeParse(track);
  if (track === undefined || !wish.success) return null;
  const read = await api.media.transcript(wish.data).catch(() => null);
  return read === null ? null : { locale: track.locale, lines: read.lines };
}

/**
 * The page waits for its lesson instead of streaming it into a skeleton: React holds back what is streamed for 300 ms
 * after the first paint, and the lesson itself is there long before.
 */
export const instant = false;

/** One lesson in the player. */
export default function LessonPage({ params }: LessonProps) {
  return (
    <Main width="reading" className="lg:px-12">
      <Lesson params={params} />
      <OfflineNotice />
    </Main>
  );
}

async function Lesson({ params }: Pick<LessonProps, 'params'>) {
  const { course, lesson: lessonSlug } = await params;
  await requireSignedIn(`/learn/${course}/${lessonSlug}`);
  const [result] = await Promise.all([
    orNotFound(openLesson(course, lessonSlug)),
    prefetch.enrollments.outline.prefetch({ courseSlug: course }),
  ]);
  if (!result.isOpen) {
    const { reason } = result;
    if (reason !== 'locked') return <NoAccess courseSlug={course} reason={reason} />;
    const outline = await orNotFound(api.enrollments.outline({ courseSlug: course }));
    return <LessonLocked outline={outline} lessonSlug={lessonSlug} />;
  }
  const { lesson, isEnrolled, isCompleted, previous, next, nextWhenDone, nextLocked } = result.opened;
  const poster = lesson.video?.posterUrl ?? null;
  const transcript = await readTranscript(captionsOf(lesson));
  return (
    <HydrateClient>
      {/* The largest picture of the page. As an element it stands in the page itself, wherever that is streamed. */}
      {poster === null ? null : <link rel="preload" as="image" href={poster} fetchPriority="high" />}
      {isEnrolled ? <VisitLesson lessonId={lesson.id} /> : null}
      <article key={lesson.id}>
        <LessonHeader lesson={lesson} />
        {!isEnrolled && lesson.isPreview ? <PreviewBanner courseSlug={course} /> : null}
        <LessonBody courseSlug={course} transcript={transcript} {...result.opened} />
      </article>
      <CourseCompleted
        key={`end-${lesson.id}`}
        courseSlug={course}
        isLastLesson={nextWhenDone === null && nextLocked === null}
      />
      <LessonFooter
        key={`footer-${lesson.id}`}
        courseSlug={course}
        lesson={{ id: lesson.id, title: lesson.title, kind: lesson.kind }}
        isOver={lesson.part.kind !== 'live' || lesson.part.isAttendable}
        {...{ isEnrolled, isCompleted, previous, next, nextWhenDone, nextLocked }}
      />
    </HydrateClient>
  );
}

/** What is seen or heard of a lesson; while it is being made ready, that is said. */
function Recording({ courseSlug, lesson, isEnrolled, isCompleted, watch, transcript }: OpenedIn) {
  const t = useTranslations('learn');
  const { video, part, title, id: lessonId, kind } = lesson;
  const place = { title, courseSlug, lessonId, isEnrolled, isCompleted, transcript };
  if (video !== null && watch !== null) return <LessonVideo video={video} watch={watch} {...place} />;
  if (part.kind === 'audio' && part.audio !== null && watch !== null) {
    return <LessonAudio audio={part.audio} watch={watch} {...place} />;
  }
  return kind === 'video' || kind === 'audio' ? <p className="text-ink-muted">{t('preparing')}</p> : null;
}

type OpenedIn = OpenLessonView & { readonly courseSlug: string; readonly transcript: ReadTranscript | null };

function LessonBody(opened: OpenedIn) {
  const { courseSlug, lesson, isEnrolled } = opened;
  const isRecorded = lesson.kind === 'video' || lesson.kind === 'audio';
  return (
    <>
      <Recording {...opened} />
      {lesson.bodyMd === '' ? null : (
        <div className={isRecorded ? 'mt-10' : undefined}>
          <Markdown source={lesson.bodyMd} />
        </div>
      )}
      <LessonPart part={lesson.part} {...{ lesson, courseSlug, isEnrolled }} />
      {lesson.kind === 'quiz' && isEnrolled ? <Quiz lessonId={lesson.id} courseSlug={courseSlug} /> : null}
      {lesson.kind === 'quiz' && !isEnrolled ? <QuizClosed /> : null}
    </>
  );
}

async function Quiz({ lessonId, courseSlug }: { readonly lessonId: string; readonly courseSlug: string }) {
  const quiz = await orNotFound(api.assessments.quiz({ lessonId }));
  const latest = quiz.openAttempt === null ? quiz.results[0] : undefined;
  const review = latest === undefined ? null : await api.assessments.review({ attemptId: latest.attemptId });
  return <QuizLesson quiz={quiz} review={review} courseSlug={courseSlug} />;
}
