import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { CourseCompleted } from '@/components/learn/course-completed';
import { LessonFooter } from '@/components/learn/lesson-footer';
import { LessonHeader } from '@/components/learn/lesson-header';
import { LessonLocked } from '@/components/learn/lesson-locked';
import { LessonVideo } from '@/components/learn/lesson-video';
import { NoAccess, PreviewBanner } from '@/components/learn/no-access';
import { VisitLesson } from '@/components/learn/visit-lesson';
import { Markdown } from '@/components/markdown/markdown';
import { QuizClosed } from '@/components/quiz/quiz-intro';
import { QuizLesson } from '@/components/quiz/quiz-lesson';
import { Main } from '@/components/shell/page';
import { HydrateClient, prefetch } from '@/components/trpc/hydration';
import { OfflineNotice } from '@/components/ui/offline-notice';
import type { OpenLessonView } from '@/server/domains/enrollments/contract';
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
  return (
    <HydrateClient>
      {/* The largest picture of the page. As an element it stands in the page itself, wherever that is streamed. */}
      {poster === null ? null : <link rel="preload" as="image" href={poster} fetchPriority="high" />}
      {isEnrolled ? <VisitLesson lessonId={lesson.id} /> : null}
      <article key={lesson.id}>
        <LessonHeader lesson={lesson} />
        {!isEnrolled && lesson.isPreview ? <PreviewBanner courseSlug={course} /> : null}
        <LessonBody courseSlug={course} {...result.opened} />
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
        {...{ isEnrolled, isCompleted, previous, next, nextWhenDone, nextLocked }}
      />
    </HydrateClient>
  );
}

function LessonBody({
  courseSlug,
  lesson,
  isEnrolled,
  isCompleted,
  watch,
}: OpenLessonView & { readonly courseSlug: string }) {
  return (
    <>
      {lesson.video !== null && watch !== null ? (
        <LessonVideo
          video={lesson.video}
          title={lesson.title}
          courseSlug={courseSlug}
          lessonId={lesson.id}
          {...{ isEnrolled, isCompleted, watch }}
        />
      ) : null}
      {lesson.bodyMd === '' ? null : (
        <div className={lesson.kind === 'video' ? 'mt-10' : undefined}>
          <Markdown source={lesson.bodyMd} />
        </div>
      )}
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
