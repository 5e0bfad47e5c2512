import type { Conn } from '@/server/platform/db';
import { plainWords } from '@/server/platform/like';

const summaryFields = {
  id: true,
  slug: true,
  title: true,
  kind: true,
  minutes: true,
  isPreview: true,
  sectionId: true,
  courseId: true,
} as const;

/** A lesson is part of the working copy once it has words, until it is taken out. */
const present = { publishedVersionId: { not: null }, archivedAt: null } as const;

/** Reads the lessons of the working copies of courses, each section's in order. */
export async function selectLessons(conn: Conn, courseIds: readonly string[]) {
  return await conn.lesson.findMany({
    where: { courseId: { in: [...courseIds] }, ...present },
    select: summaryFields,
    orderBy: [{ sectionId: 'asc' }, { position: 'asc' }],
    take: courseIds.length * 2_000,
  });
}

/** Reads one lesson of a working copy with what it says. */
export async function selectLessonBySlug(conn: Conn, courseId: string, slug: string) {
  return await conn.lesson.findFirst({
    where: { courseId, slug, ...present },
    select: { ...summaryFields, publishedVersion: { select: { bodyMd: true, assetId: true } } },
  });
}

/** Reads one lesson with what it says, of a course that has no version yet. */
export async function selectUnversionedLesson(conn: Conn, id: string) {
  return await conn.lesson.findFirst({
    where: { id, ...present, course: { publishedVersionId: null } },
    select: { ...summaryFields, publishedVersion: { select: { bodyMd: true, assetId: true } } },
  });
}

/** Adds up the lessons and minutes of the working copy of each course. */
export async function sumLessons(conn: Conn, courseIds: readonly string[]) {
  return await conn.lesson.groupBy({
    by: ['courseId'],
    where: { courseId: { in: [...courseIds] }, ...present },
    _count: { _all: true },
    _sum: { minutes: true },
    orderBy: { courseId: 'asc' },
    take: Math.max(1, courseIds.length),
  });
}

/** Reads the versions of lessons that show one of some files. */
export async function selectVersionsWithAssets(conn: Conn, assetIds: readonly string[]) {
  return await conn.lessonVersion.findMany({
    where: { assetId: { in: [...assetIds] } },
    select: { assetId: true, lesson: { select: { id: true, title: true, courseId: true } } },
    orderBy: { id: 'asc' },
    take: 500,
  });
}

/** Says whether the words of any lesson, in any version, hold a text. */
export async function isTextInVersions(conn: Conn, text: string): Promise<boolean> {
  const found = await conn.lessonVersion.findFirst({
    where: { bodyMd: { contains: text } },
    select: { id: true },
  });
  return found !== null;
}

/**
 * Reads the versions of lessons, of any course, whose words hold one of some addresses of files. The first condition is that
 * of an index over the texts that show any file.
 */
export async function selectVersionsWithText(conn: Conn, texts: readonly string[]) {
  const patterns = texts.map((text) => `%${plainWords(text)}%`);
  const rows = await conn.$queryRaw<{ id: string }[]>`
    SELECT id FROM lesson_versions WHERE body_md LIKE '%/media/%' AND body_md LIKE ANY (${patterns}::text[])
    ORDER BY id LIMIT 500`;
  return await conn.lessonVersion.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    select: { bodyMd: true, lesson: { select: { id: true, title: true, courseId: true } } },
    orderBy: { id: 'asc' },
    take: 500,
  });
}
