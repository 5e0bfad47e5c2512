import type { z } from 'zod';
import type { StudioOutline } from '@/server/domains/content/contract';
import { type OutlineLesson, selectAllLessons } from '@/server/domains/content/repo/outline';
import { listAllSections, requireCourse, type SectionRow } from '@/server/domains/courses';
import type { byCourseSlug } from '@/server/domains/courses/contract';
import type { UserContext } from '@/server/platform/context';
import type { Conn } from '@/server/platform/db';

function toStudioLesson(row: OutlineLesson) {
  const { id, slug, title, kind, minutes, isPreview, publishedVersionId } = row;
  return { id, slug, title, kind, minutes, isPreview, isShown: publishedVersionId !== null };
}

/** A section comes back with the lessons that went with it, not with those that were taken out before. */
function lessonsThatWentWith(section: SectionRow, lessons: readonly OutlineLesson[]): OutlineLesson[] {
  const at = section.archivedAt?.getTime();
  return lessons.filter((one) => one.sectionId === section.id && one.archivedAt?.getTime() === at);
}

/** Returns the outline of a course in two reads; the caller has checked that the reader may see it. */
export async function outlineOf(conn: Conn, courseId: string): Promise<StudioOutline> {
  const [sections, lessons] = await Promise.all([
    listAllSections(conn, courseId),
    selectAllLessons(conn, courseId),
  ]);
  const present = sections.filter(({ archivedAt }) => archivedAt === null);
  const presentIds = new Set(present.map(({ id }) => id));
  const gone = sections.filter(({ archivedAt }) => archivedAt !== null);
  return {
    sections: present.map(({ id, title }) => ({
      ...{ id, title },
      lessons: lessons
        .filter((lesson) => lesson.sectionId === id && lesson.archivedAt === null)
        .map(toStudioLesson),
    })),
    removed: {
      sections: gone.map((section) => ({
        ...{ id: section.id, title: section.title },
        lessonIds: lessonsThatWentWith(section, lessons).map(({ id }) => id),
      })),
      lessons: lessons
        .filter((lesson) => lesson.archivedAt !== null && presentIds.has(lesson.sectionId))
        .map(({ id, title }) => ({ id, title })),
    },
  };
}

/**
 * Returns the outline of a course for whoever may change it.
 *
 * @throws AppError `courses/not_found`.
 */
export async function getOutline(
  ctx: UserContext,
  input: z.output<typeof byCourseSlug>,
): Promise<StudioOutline> {
  const course = await requireCourse(ctx, input.courseSlug, 'content.edit');
  return await outlineOf(ctx.db, course.id);
}
