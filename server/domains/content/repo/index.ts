import type { Conn } from '@/server/platform/db';

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

/** A lesson is there for learners once a version of it is published, until it is taken out. */
const published = { publishedVersionId: { not: null }, archivedAt: null } as const;

/** What learners see of a lesson, through the rules that keep keys from them. */
const shown = { bodyMd: true, assetId: true, settings: true } as const;

/** Reads the published lessons of courses, each section's in order. */
export async function selectLessons(conn: Conn, courseIds: readonly string[]) {
  return await conn.lesson.findMany({
    where: { courseId: { in: [...courseIds] }, ...published },
    select: summaryFields,
    orderBy: [{ sectionId: 'asc' }, { position: 'asc' }],
    take: courseIds.length * 2_000,
  });
}

/** Reads one published lesson with what its version says. */
export async function selectLessonBySlug(conn: Conn, courseId: string, slug: string) {
  return await conn.lesson.findFirst({
    where: { courseId, slug, ...published },
    select: { ...summaryFields, publishedVersion: { select: shown } },
  });
}

/** Reads one published lesson with what its version says. */
export async function selectLesson(conn: Conn, id: string) {
  return await conn.lesson.findFirst({
    where: { id, ...published },
    select: { ...summaryFields, publishedVersion: { select: shown } },
  });
}

/** Adds up the published lessons and minutes of each course. */
export async function sumLessons(conn: Conn, courseIds: readonly string[]) {
  return await conn.lesson.groupBy({
    by: ['courseId'],
    where: { courseId: { in: [...courseIds] }, ...published },
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

/** Reads the versions of lessons of some courses whose words hold one of some texts. */
export async function selectVersionsWithText(
  conn: Conn,
  courseIds: readonly string[],
  texts: readonly string[],
) {
  return await conn.lessonVersion.findMany({
    where: {
      lesson: { courseId: { in: [...courseIds] } },
      OR: texts.map((contains) => ({ bodyMd: { contains } })),
    },
    select: { bodyMd: true, lesson: { select: { id: true, title: true, courseId: true } } },
    orderBy: { id: 'asc' },
    take: 500,
  });
}
