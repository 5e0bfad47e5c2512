'use client';

import { trpc } from '@/components/trpc/client';
import type { OutlineView, ProgressView } from '@/server/domains/enrollments/contract';

/** The cached answers of the page. */
export type Cache = ReturnType<typeof trpc.useUtils>;

/** Returns the outline of a course as the page knows it: from the server's rendering, moved on by what was done since. */
export function useOutline(courseSlug: string) {
  return trpc.enrollments.outline.useQuery({ courseSlug });
}

/** Returns an outline in which a lesson is completed or not, with the progress that follows. */
function withLesson(outline: OutlineView, lessonId: string, isCompleted: boolean): OutlineView {
  const present = outline.sections.flatMap(({ lessons }) => lessons).find(({ id }) => id === lessonId);
  const step = present === undefined || present.isCompleted === isCompleted ? 0 : isCompleted ? 1 : -1;
  const sections = outline.sections.map((section) => ({
    ...section,
    lessons: section.lessons.map((lesson) => (lesson.id === lessonId ? { ...lesson, isCompleted } : lesson)),
  }));
  // Not every lesson counts for every learner: how many do is the server's word.
  const { totalLessons } = outline.progress;
  const completedLessons = outline.progress.completedLessons + step;
  // Whether the course is completed is the server's word; until it comes, 99 % is the most.
  const { isCompleted: isCourseCompleted } = outline.progress;
  const share = totalLessons === 0 ? 0 : Math.floor((completedLessons * 100) / totalLessons);
  const percent = isCourseCompleted ? 100 : Math.min(99, share);
  return {
    ...outline,
    sections,
    progress: { completedLessons, totalLessons, percent, isCompleted: isCourseCompleted },
  };
}

/** Shows at once that a lesson is completed; returns how to take that back. */
export function completeInCache(cache: Cache, courseSlug: string, lessonId: string): () => void {
  const key = { courseSlug };
  const before = cache.enrollments.outline.getData(key);
  const wasCompleted =
    before?.sections.some((section) =>
      section.lessons.some((lesson) => lesson.id === lessonId && lesson.isCompleted),
    ) ?? false;
  const set = (isCompleted: boolean) =>
    cache.enrollments.outline.setData(
      key,
      (outline) => outline && withLesson(outline, lessonId, isCompleted),
    );
  set(true);
  return () => set(wasCompleted);
}

/** Puts the server's word on a step into the outline. */
export function applyStep(
  cache: Cache,
  courseSlug: string,
  step: { lessonId: string; isLessonCompleted: boolean; progress: ProgressView },
): void {
  cache.enrollments.outline.setData({ courseSlug }, (outline) => {
    if (outline === undefined) return outline;
    const moved = withLesson(outline, step.lessonId, step.isLessonCompleted);
    return { ...moved, progress: step.progress };
  });
  const outline = cache.enrollments.outline.getData({ courseSlug });
  // What waited for this lesson may be open now: the server knows.
  const hasLocked =
    outline?.sections.some(({ lessons }) => lessons.some(({ lock }) => lock !== null)) ?? false;
  if (step.isLessonCompleted && hasLocked) void cache.enrollments.outline.invalidate({ courseSlug });
}
