import { getCurriculum, lessonsOf } from '@/server/domains/content';
import type { OutlineView } from '@/server/domains/enrollments/contract';
import { findCourseAccess } from '@/server/domains/enrollments/queries/course-access';
import { findStanding } from '@/server/domains/enrollments/queries/releases';
import { lessonToContinue, progressOf } from '@/server/domains/enrollments/rules/course-progress';
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
  const { course, access, enrollment } = await findCourseAccess(ctx, input.courseSlug);
  const curriculum = await getCurriculum(ctx.db, course.id);
  const [standing, account] =
    enrollment === null
      ? [null, null]
      : await Promise.all([
          findStanding(ctx.db, enrollment, curriculum, ctx.clock.now()),
          findAccount(ctx.db, ctx.actor.userId),
        ]);
  const completedIds = standing?.completedIds ?? new Set<string>();
  const lessons = lessonsOf(curriculum);
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
    sections: curriculum.sections.map((section) => ({
      ...section,
      lessons: section.lessons.map((lesson) => {
        const release = standing?.of(lesson.id);
        return {
          ...lesson,
          isCompleted: completedIds.has(lesson.id),
          lock: lockInZone(release?.lock ?? null, zone),
          closesAt: release?.closesAt ?? null,
        };
      }),
    })),
  };
}
