import { findLesson, findLessonView, getCurriculum, lessonsOf } from '@/server/domains/content';
import { findCourses } from '@/server/domains/courses';
import type { OpenLessonView, WatchView } from '@/server/domains/enrollments/contract';
import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import { mayOpenLesson } from '@/server/domains/enrollments/policy';
import { findCourseAccess } from '@/server/domains/enrollments/queries/course-access';
import { selectProgress } from '@/server/domains/enrollments/repo';
import { watchedPercent, watchPolicy } from '@/server/domains/enrollments/rules/watch-coverage';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

/**
 * Returns a lesson with its content, the caller's progress in it, and its neighbours.
 *
 * @throws AppError as {@link findCourseAccess}, then `enrollments/lesson_not_found`, `enrollments/not_enrolled`,
 *   `enrollments/access_revoked`.
 */
export async function openLesson(
  ctx: UserContext & { readonly objectStore: ObjectStore; readonly secret: string },
  input: { courseSlug: string; lessonSlug: string },
): Promise<OpenLessonView> {
  const { course, access, enrollment, verdict } = await findCourseAccess(ctx, input.courseSlug);
  const lessons = lessonsOf(await getCurriculum(ctx.db, course.id));
  const index = lessons.findIndex((lesson) => lesson.slug === input.lessonSlug);
  const summary = lessons[index];
  // Who comes as a visitor sees the same outline as everybody, so that this says nothing new.
  if (summary === undefined) throw new AppError(enrollmentErrors.lesson_not_found);
  const isPreview = summary.isPreview && course.status === 'published';
  const opening = mayOpenLesson({ isStaff: access === 'staff', isPreview, learning: verdict });
  if (!opening.isAllowed) throw new AppError(opening.reason);

  const place = { courseId: course.id, lessonSlug: summary.slug };
  const reader = { userId: ctx.actor.userId, now: ctx.clock.now(), secret: ctx.secret };
  const [lesson, progress] = await Promise.all([
    findLessonView(ctx.db, ctx.objectStore, place, reader),
    enrollment === null ? null : selectProgress(ctx.db, enrollment.id, summary.id),
  ]);
  if (lesson === null) throw new AppError(enrollmentErrors.lesson_not_found);
  const audio = lesson.part.kind === 'audio' ? lesson.part.audio : null;
  const durationMs = (lesson.video ?? audio)?.durationMs ?? null;
  return {
    lesson,
    courseTitle: course.title,
    isEnrolled: access === 'learner',
    isCompleted: (progress?.completedAt ?? null) !== null,
    watch: durationMs === null ? null : toWatch(durationMs, progress),
    previous: neighbour(lessons[index - 1]),
    next: neighbour(lessons[index + 1]),
  };
}

function toWatch(
  durationMs: number,
  progress: { positionMs: number; watchedMs: number[] } | null,
): WatchView {
  return {
    positionMs: progress?.positionMs ?? 0,
    watchedPercent: watchedPercent(progress?.watchedMs ?? [], durationMs),
    neededPercent: watchPolicy.neededPercent,
  };
}

function neighbour(lesson: { slug: string; title: string } | undefined) {
  return lesson === undefined ? null : { slug: lesson.slug, title: lesson.title };
}

/**
 * As {@link openLesson}, for a lesson by its id: whoever cannot open its page gets nothing that belongs to it either.
 *
 * @throws AppError as {@link openLesson}.
 */
export async function openLessonById(
  ctx: UserContext & { readonly objectStore: ObjectStore; readonly secret: string },
  lessonId: string,
): Promise<OpenLessonView & { readonly courseSlug: string }> {
  const lesson = await findLesson(ctx.db, lessonId);
  const course =
    lesson === null ? undefined : (await findCourses(ctx.db, [lesson.courseId])).get(lesson.courseId);
  if (lesson === null || course === undefined) throw new AppError(enrollmentErrors.lesson_not_found);
  const opened = await openLesson(ctx, { courseSlug: course.slug, lessonSlug: lesson.slug });
  return { ...opened, courseSlug: course.slug };
}
