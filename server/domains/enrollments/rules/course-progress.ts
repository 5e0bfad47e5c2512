import type { ProgressView } from '@/server/domains/enrollments/contract';

/** A lesson of the curriculum in order, as far as progress cares. */
export type ProgressLesson = { readonly id: string; readonly slug: string; readonly title: string };

/** Returns a part of a whole as a whole percentage, rounded down; null when there is no whole. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((part * 100) / whole);
}

/**
 * Says how far a learner is. A course is completed when its completion was recorded, by nothing else: that moment gives
 * the certificate, and it stands when lessons are added later. An unfinished course shows 99 % at most, and one without
 * lessons 0 %.
 */
function progressAt(completedLessons: number, totalLessons: number, completedAt: Date | null): ProgressView {
  const isCompleted = completedAt !== null;
  const share = percentOf(completedLessons, totalLessons) ?? 0;
  return { completedLessons, totalLessons, percent: isCompleted ? 100 : Math.min(99, share), isCompleted };
}

/** Says how far a learner is, by {@link progressAt}; completed lessons that the course no longer has do not count. */
export function progressOf(
  lessons: readonly { readonly id: string }[],
  completedIds: ReadonlySet<string>,
  completedAt: Date | null,
): ProgressView {
  const completedLessons = lessons.filter((lesson) => completedIds.has(lesson.id)).length;
  return progressAt(completedLessons, lessons.length, completedAt);
}

/**
 * Returns the lessons that a course has now, had not when a learner finished it, and that they have not done since; none for
 * who has not finished, or finished when nobody kept what the course had.
 */
export function newSince<Lesson extends { readonly id: string }>(
  lessons: readonly Lesson[],
  finished: ReadonlySet<string> | undefined,
  completedIds: ReadonlySet<string>,
): Lesson[] {
  if (finished === undefined) return [];
  return lessons.filter(({ id }) => !finished.has(id) && !completedIds.has(id));
}

/** Tells whether every lesson is completed; never true of a course without lessons. */
export function isCourseComplete(
  lessons: readonly { readonly id: string }[],
  completedIds: ReadonlySet<string>,
): boolean {
  return lessons.length > 0 && lessons.every((lesson) => completedIds.has(lesson.id));
}

/**
 * Chooses the lesson to go on with: the last one visited while it is unfinished, else the first unfinished one, else the
 * last visited or the first. Null only for a course without lessons.
 */
export function lessonToContinue<Lesson extends ProgressLesson>(
  lessons: readonly Lesson[],
  completedIds: ReadonlySet<string>,
  lastLessonId: string | null,
): Lesson | null {
  const last = lessons.find((lesson) => lesson.id === lastLessonId);
  if (last !== undefined && !completedIds.has(last.id)) return last;
  return lessons.find((lesson) => !completedIds.has(lesson.id)) ?? last ?? lessons[0] ?? null;
}
