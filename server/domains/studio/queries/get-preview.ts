import type { z } from 'zod';
import { findKeyedQuiz } from '@/server/domains/assessments';
import { contentErrors, findLessonView, getCurriculum, lessonsOf } from '@/server/domains/content';
import { requireCourse } from '@/server/domains/courses';
import type { PreviewView, previewInput } from '@/server/domains/studio/contract';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

type PreviewContext = UserContext & { readonly objectStore: ObjectStore; readonly secret: string };

const named = (lesson: { slug: string; title: string } | undefined) =>
  lesson === undefined ? null : { slug: lesson.slug, title: lesson.title };

/**
 * Shows a course, as it is being worked on, as learners will see it; to whoever works on it, also one who learns in it. Nothing is
 * written, and nothing of anybody's progress is read.
 *
 * @throws AppError `courses/not_found`; `content/lesson_not_found` for a lesson that learners do not see.
 */
export async function getPreview(
  ctx: PreviewContext,
  { courseSlug, lessonSlug }: z.output<typeof previewInput>,
): Promise<PreviewView> {
  const course = await requireCourse(ctx, courseSlug, 'course.read');
  const { sections } = await getCurriculum(ctx.db, course.id, 'working');
  const lessons = lessonsOf({ sections });
  const index = lessonSlug === undefined ? 0 : lessons.findIndex(({ slug }) => slug === lessonSlug);
  const summary = lessons[index];
  if (summary === undefined && lessonSlug !== undefined) throw new AppError(contentErrors.lesson_not_found);
  const reader = { userId: ctx.actor.userId, now: ctx.clock.now(), secret: ctx.secret };
  const place = { courseId: course.id, lessonSlug: summary?.slug ?? '', copy: 'working' as const };
  const [lesson, quiz] = await Promise.all([
    summary === undefined ? null : findLessonView(ctx.db, place, reader),
    summary?.kind === 'quiz' ? findKeyedQuiz(ctx.db, summary.id) : null,
  ]);
  return {
    ...{ courseSlug: course.slug, courseTitle: course.title, language: course.language },
    ...{ sections, lesson, quiz },
    previous: named(lessons[index - 1]),
    next: named(lessons[index + 1]),
  };
}
