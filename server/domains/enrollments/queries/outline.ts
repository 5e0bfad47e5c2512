import { getCurriculum, lessonsOf } from '@/server/domains/content';
import { findNews } from '@/server/domains/courses';
import type { OutlineView } from '@/server/domains/enrollments/contract';
import { findCourseAccess } from '@/server/domains/enrollments/queries/course-access';
import { findFinished, toNewSince } from '@/server/domains/enrollments/queries/new-since';
import { selectCompletedLessons } from '@/server/domains/enrollments/repo';
import { lessonToContinue, newSince, progressOf } from '@/server/domains/enrollments/rules/course-progress';
import type { UserContext } from '@/server/platform/context';

/**
 * Returns a course as its player shows it: the outline with the caller's progress. Who has no place in a published course
 * gets the outline that is public anyway, without progress.
 *
 * @throws AppError as {@link findCourseAccess}.
 */
export async function getOutline(ctx: UserContext, input: { courseSlug: string }): Promise<OutlineView> {
  const { course, access, copy, enrollment } = await findCourseAccess(ctx, input.courseSlug);
  const mine = enrollment === null ? [] : [enrollment];
  const [curriculum, completed, finished, news] = await Promise.all([
    getCurriculum(ctx.db, course.id, copy),
    enrollment === null ? [] : selectCompletedLessons(ctx.db, [enrollment.id]),
    findFinished(ctx.db, mine),
    enrollment === null ? null : findNews(ctx.db, course.id),
  ]);
  const completedIds = new Set(completed.map((row) => row.lessonId));
  const lessons = lessonsOf(curriculum);
  const fresh = newSince(lessons, finished.get(enrollment?.id ?? ''), completedIds);
  const freshIds = new Set(fresh.map(({ id }) => id));
  const isNews = news !== null && enrollment !== null && enrollment.enrolledAt < news.at;
  const open = access === 'visitor' ? lessons.filter((lesson) => lesson.isPreview) : lessons;
  const next = lessonToContinue(open, completedIds, enrollment?.lastLessonId ?? null);
  return {
    courseId: course.id,
    courseSlug: course.slug,
    courseTitle: course.title,
    language: course.language,
    access,
    enrollmentId: enrollment?.id ?? null,
    completedAt: enrollment?.completedAt ?? null,
    progress: progressOf(lessons, completedIds, enrollment?.completedAt ?? null),
    continueWith: next === null ? null : { slug: next.slug, title: next.title },
    newSince: toNewSince(fresh),
    news: isNews ? news : null,
    sections: curriculum.sections.map((section) => ({
      ...section,
      lessons: section.lessons.map((lesson) => ({
        ...lesson,
        isCompleted: completedIds.has(lesson.id),
        isNew: freshIds.has(lesson.id),
      })),
    })),
  };
}
