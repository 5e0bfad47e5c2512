import type { Prisma } from '@/prisma/generated/client';
import type { Conn, Tx } from '@/server/platform/db';
import { columnsOf } from '@/server/platform/db/columns';

/** What a version keeps of a lesson, besides its place and its text. The only list of it: freezing, comparing and restoring go by it. */
export const frozenLesson = {
  slug: true,
  title: true,
  kind: true,
  minutes: true,
  isPreview: true,
  releaseRule: true,
} as const satisfies Prisma.CourseVersionLessonSelect & Prisma.LessonSelect;

/**
 * Writes the lessons of a course that have words, as they are now, into a version whose sections are there. The texts they
 * name are not edited any more: the next save begins another.
 */
export async function freezeLessons(tx: Pick<Tx, '$executeRaw'>, versionId: string): Promise<void> {
  const columns = columnsOf(frozenLesson);
  await tx.$executeRaw`
    INSERT INTO course_version_lessons
      (course_version_id, lesson_id, section_id, ordinal, lesson_version_id, ${columns})
    SELECT frozen.course_version_id, lesson.id, lesson.section_id,
      row_number() OVER (PARTITION BY lesson.section_id ORDER BY lesson.position, lesson.id),
      lesson.published_version_id, ${columnsOf(frozenLesson, 'lesson.')}
    FROM course_version_sections frozen JOIN lessons lesson ON lesson.section_id = frozen.section_id
    WHERE frozen.course_version_id = ${versionId}::uuid
      AND lesson.archived_at IS NULL AND lesson.published_version_id IS NOT NULL`;
}

/** Makes lessons say what they said in a version, and be part of the course again. */
export async function restoreLessons(
  tx: Tx,
  versionId: string,
  places: readonly { readonly id: string; readonly position: string }[],
): Promise<void> {
  const ids = places.map(({ id }) => id);
  await tx.$executeRaw`
    UPDATE lessons SET section_id = frozen.section_id, position = place.position, archived_at = NULL,
      published_version_id = frozen.lesson_version_id,
      (${columnsOf(frozenLesson)}) = ROW(${columnsOf(frozenLesson, 'frozen.')})
    FROM course_version_lessons frozen
    JOIN unnest(${ids}::uuid[], ${places.map(({ position }) => position)}::text[]) AS place (id, position)
      ON place.id = frozen.lesson_id
    WHERE frozen.course_version_id = ${versionId}::uuid AND lessons.id = frozen.lesson_id`;
}

/** Reads the lessons of versions, each section's in order. */
export async function selectVersionLessons(conn: Conn, versionIds: readonly string[]) {
  return await conn.courseVersionLesson.findMany({
    where: { courseVersionId: { in: [...versionIds] } },
    select: {
      courseVersionId: true,
      lessonId: true,
      sectionId: true,
      lessonVersionId: true,
      ...frozenLesson,
    },
    orderBy: [{ courseVersionId: 'asc' }, { sectionId: 'asc' }, { ordinal: 'asc' }],
    take: versionIds.length * 5_000,
  });
}

/** Adds up the lessons and minutes of versions. */
export async function sumVersionLessons(conn: Conn, versionIds: readonly string[]) {
  return await conn.courseVersionLesson.groupBy({
    by: ['courseVersionId'],
    where: { courseVersionId: { in: [...versionIds] } },
    _count: { _all: true },
    _sum: { minutes: true },
    orderBy: { courseVersionId: 'asc' },
    take: Math.max(1, versionIds.length),
  });
}

/** A lesson of the version that everybody sees, with what it says. */
const seenLesson = {
  lessonId: true,
  sectionId: true,
  ...frozenLesson,
  courseVersion: { select: { courseId: true } },
  lessonVersion: { select: { bodyMd: true, assetId: true, settings: true } },
} as const satisfies Prisma.CourseVersionLessonSelect;

/** Reads a lesson of the version of its course that everybody sees. */
export async function selectSeenLesson(conn: Conn, lessonId: string) {
  return await conn.courseVersionLesson.findFirst({
    where: { lessonId, courseVersion: { publishedOf: { isNot: null } } },
    select: seenLesson,
  });
}

/** Reads a lesson of one version by its address. */
export async function selectVersionLessonBySlug(conn: Conn, courseVersionId: string, slug: string) {
  return await conn.courseVersionLesson.findUnique({
    where: { courseVersionId_slug: { courseVersionId, slug } },
    select: seenLesson,
  });
}

/** Reads which lessons versions have, without anything about them. */
export async function selectVersionLessonIds(conn: Conn, versionIds: readonly string[]) {
  return await conn.courseVersionLesson.findMany({
    where: { courseVersionId: { in: [...versionIds] } },
    select: { courseVersionId: true, lessonId: true },
    take: versionIds.length * 5_000,
  });
}

/** Reads texts by id, with what their lessons have besides. */
export async function selectTexts(conn: Conn, lessonVersionIds: readonly string[]) {
  return await conn.lessonVersion.findMany({
    where: { id: { in: [...lessonVersionIds] } },
    select: { id: true, bodyMd: true, assetId: true, settings: true, lesson: { select: { kind: true } } },
    take: lessonVersionIds.length,
  });
}
