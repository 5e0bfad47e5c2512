import { getCurriculum, lessonsOf } from '@/server/domains/content';
import type { Curriculum } from '@/server/domains/content/contract';
import { findNews } from '@/server/domains/courses';
import type { OutlineView } from '@/server/domains/enrollments/contract';
import { type CourseAccess, findCourseAccess } from '@/server/domains/enrollments/queries/course-access';
import { findFinished, toNewSince } from '@/server/domains/enrollments/queries/new-since';
import { findStanding } from '@/server/domains/enrollments/queries/releases';
import { lessonToContinue, newSince, progressOf } from '@/server/domains/enrollments/rules/course-progress';
import { lockInZone } from '@/server/domains/enrollments/rules/lock-in-zone';
import { findAccount } from '@/server/domains/users';
import type { UserContext } from '@/server/platform/context';

/**
 * Returns a course as its player shows it: the outline with the caller's progress. Who has no place in a published course
 * gets the outline that is public anyway, without progress.
 *
 * @throws AppError as {@link findCourseAccess}.
 */
export async function getOutline(ctx: UserContext, input: { courseSlug: string }): Promise<OutlineView> {
  const { course, access, copy, enrollment } = await findCourseAccess(ctx, input.courseSlug);
  const curriculum = await getCurriculum(ctx.db, course.id, copy);
  const { standing, account, finished, news } = await findOwn(ctx, curriculum, enrollment);
  const completedIds = standing?.completedIds ?? new Set<string>();
  const lessons = lessonsOf(curriculum);
  const fresh = newSince(lessons, finished.get(enrollment?.id ?? ''), completedIds);
  const freshIds = new Set(fresh.map(({ id }) => id));
  const isNews = news !== null && enrollment !== null && enrollment.enrolledAt < news.at;
  const open = access === 'visitor' ? lessons.filter((lesson) => lesson.isPreview) : lessons;
  const next = lessonToContinue(standing?.open ?? open, completedIds, enrollment?.lastLessonId ?? null);
  const { id: courseId, slug: courseSlug, title: courseTitle, language } = course;
  const zone = account?.timeZone ?? 'UTC';
  return {
    ...{ courseId, courseSlug, courseTitle, language, zone, access },
    enrollmentId: enrollment?.id ?? null,
    completedAt: enrollment?.completedAt ?? null,
    progress: progressOf(standing?.counted ?? lessons, completedIds, enrollment?.completedAt ?? null),
    continueWith: next === null ? null : { slug: next.slug, title: next.title },
    newSince: toNewSince(fresh),
    news: isNews ? news : null,
    sections: curriculum.sections.map((section) => ({
      ...section,
      lessons: section.lessons.map((lesson) => {
        const release = standing?.of(lesson.id);
        return {
          ...lesson,
          isCompleted: completedIds.has(lesson.id),
          isNew: freshIds.has(lesson.id),
          lock: lockInZone(release?.lock ?? null, zone),
          closesAt: release?.closesAt ?? null,
        };
      }),
    })),
  };
}

/** What of an outline is the learner's own. */
async function findOwn(ctx: UserContext, curriculum: Curriculum, enrollment: CourseAccess['enrollment']) {
  if (enrollment === null) return { standing: null, account: null, finished: new Map(), news: null };
  const [standing, account, finished, news] = await Promise.all([
    findStanding(ctx.db, enrollment, curriculum, ctx.clock.now()),
    findAccount(ctx.db, ctx.actor.userId),
    findFinished(ctx.db, [enrollment]),
    findNews(ctx.db, enrollment.courseId),
  ]);
  return { standing, account, finished, news };
}
