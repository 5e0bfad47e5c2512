import { findLessonView, getCurriculum, lessonsOf } from '@/server/domains/content';
import type { LessonSummary } from '@/server/domains/content/contract';
import type { OpenLessonView, WatchView } from '@/server/domains/enrollments/contract';
import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import { mayOpenLesson } from '@/server/domains/enrollments/policy';
import { findCourseAccess } from '@/server/domains/enrollments/queries/course-access';
import { findStanding, type Standing } from '@/server/domains/enrollments/queries/releases';
import { selectProgress } from '@/server/domains/enrollments/repo';
import { lockInZone } from '@/server/domains/enrollments/rules/lock-in-zone';
import { watchedPercent, watchPolicy } from '@/server/domains/enrollments/rules/watch-coverage';
import { findAccount } from '@/server/domains/users';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

/**
 * Returns a lesson with its content, the caller's progress in it, and its neighbours.
 *
 * @throws AppError as {@link findCourseAccess}, then `enrollments/lesson_not_found`, `enrollments/not_enrolled`,
 *   `enrollments/access_revoked`, `enrollments/lesson_locked`.
 */
export async function openLesson(
  ctx: UserContext & { readonly objectStore: ObjectStore; readonly secret: string },
  input: { courseSlug: string; lessonSlug: string },
): Promise<OpenLessonView> {
  const { course, access, copy, enrollment, verdict } = await findCourseAccess(ctx, input.courseSlug);
  const curriculum = await getCurriculum(ctx.db, course.id, copy);
  const lessons = lessonsOf(curriculum);
  const index = lessons.findIndex((lesson) => lesson.slug === input.lessonSlug);
  const summary = lessons[index];
  // Who comes as a visitor sees the same outline as everybody, so that this says nothing new.
  if (summary === undefined) throw new AppError(enrollmentErrors.lesson_not_found);
  const isPreview = summary.isPreview && course.status === 'published';
  const standing =
    enrollment === null ? null : await findStanding(ctx.db, enrollment, curriculum, ctx.clock.now());
  const isLocked = standing !== null && standing.of(summary.id).lock !== null;
  const opening = mayOpenLesson({ isStaff: access === 'staff', isPreview, learning: verdict, isLocked });
  if (!opening.isAllowed) throw new AppError(opening.reason);

  const place = { courseId: course.id, lessonSlug: summary.slug, copy };
  const reader = { userId: ctx.actor.userId, now: ctx.clock.now(), secret: ctx.secret };
  const [lesson, progress] = await Promise.all([
    findLessonView(ctx.db, place, reader),
    enrollment === null ? null : selectProgress(ctx.db, enrollment.id, summary.id),
  ]);
  if (lesson === null) throw new AppError(enrollmentErrors.lesson_not_found);
  const ways = await inOwnZone(ctx, waysOn(lessons, index, standing));
  return {
    lesson,
    courseTitle: course.title,
    isEnrolled: access === 'learner',
    isCompleted: (progress?.completedAt ?? null) !== null,
    watch: lesson.video === null ? null : toWatch(lesson.video.durationMs, progress),
    ...ways,
  };
}

type Ways = Pick<OpenLessonView, 'previous' | 'next' | 'nextWhenDone' | 'nextLocked'>;

/** Says times on the clocks of the reader, where there is any to say. */
async function inOwnZone(ctx: UserContext, ways: Ways): Promise<Ways> {
  if (ways.nextLocked === null) return ways;
  const zone = (await findAccount(ctx.db, ctx.actor.userId))?.timeZone ?? 'UTC';
  const lock = lockInZone(ways.nextLocked.lock, zone);
  return { ...ways, nextLocked: { ...ways.nextLocked, lock } };
}

/** The open lessons around one, now and once it is completed; what follows and is locked still is named with its reason. */
function waysOn(lessons: readonly LessonSummary[], index: number, standing: Standing | null): Ways {
  const own = lessons[index];
  const done = own === undefined ? null : (standing?.withCompleted(own.id) ?? null);
  const isOpen = (at: Standing | null) => (lesson: LessonSummary) =>
    at === null || at.of(lesson.id).lock === null;
  const rest = lessons.slice(index + 1);
  const [follower] = rest;
  const lock = follower === undefined ? null : (done?.of(follower.id).lock ?? null);
  return {
    previous: neighbour(lessons.slice(0, index).findLast(isOpen(standing))),
    next: neighbour(rest.find(isOpen(standing))),
    nextWhenDone: neighbour(rest.find(isOpen(done))),
    nextLocked: follower === undefined || lock === null ? null : { title: follower.title, lock },
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
