import { frozenLesson } from '@/server/domains/content/repo/versions';
import type { Conn, Tx } from '@/server/platform/db';

/** More lessons than a course may have, with those that were taken out. */
const bound = 5_000;

/** Reads every lesson of a course, section by section in order, also those that were taken out. */
export async function selectAllLessons(conn: Conn, courseId: string) {
  return await conn.lesson.findMany({
    where: { courseId },
    select: {
      ...{ id: true, slug: true, title: true, kind: true, minutes: true, isPreview: true },
      ...{ sectionId: true, position: true, archivedAt: true, publishedVersionId: true },
    },
    orderBy: [{ sectionId: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    take: bound,
  });
}

/** Reads the lessons that are part of the working copy, section by section in order, with the text each of them shows. */
export async function selectWorkingLessons(conn: Conn, courseId: string) {
  return await conn.lesson.findMany({
    where: { courseId, archivedAt: null },
    select: {
      ...{ id: true, sectionId: true, ...frozenLesson },
      publishedVersion: { select: { id: true, revision: true } },
    },
    orderBy: [{ sectionId: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    take: bound,
  });
}

/** One lesson of {@link selectAllLessons}. */
export type OutlineLesson = Awaited<ReturnType<typeof selectAllLessons>>[number];

/** What a new article begins with. */
export type NewLesson = {
  readonly id: string;
  readonly versionId: string;
  readonly courseId: string;
  readonly sectionId: string;
  readonly slug: string;
  readonly title: string;
  readonly position: string;
  readonly at: Date;
};

/** Writes an article without words, which learners do not see yet. */
export async function insertArticle(tx: Tx, { versionId, at, ...row }: NewLesson): Promise<void> {
  await tx.lesson.create({
    data: {
      ...row,
      ...{ kind: 'article', minutes: 1, createdAt: at, updatedAt: at },
      versions: { create: { id: versionId, version: 1, createdAt: at } },
    },
    select: { id: true },
  });
}

/** Gives a lesson that is part of the course another title; false when there is none. */
export async function updateLessonTitle(
  tx: Tx,
  place: { readonly courseId: string; readonly id: string },
  title: string,
): Promise<boolean> {
  const { count } = await tx.lesson.updateMany({ where: { ...place, archivedAt: null }, data: { title } });
  return count === 1;
}

/** Puts lessons into a section, each at its place in the order. */
export async function updateLessonPlaces(
  tx: Tx,
  courseId: string,
  sectionId: string,
  places: readonly { readonly id: string; readonly position: string }[],
): Promise<void> {
  const ids = places.map(({ id }) => id);
  const positions = places.map(({ position }) => position);
  await tx.$executeRaw`
    UPDATE lessons SET section_id = ${sectionId}::uuid, position = place.position
    FROM unnest(${ids}::uuid[], ${positions}::text[]) AS place(id, position)
    WHERE lessons.id = place.id AND lessons.course_id = ${courseId}::uuid`;
}

/** Takes lessons out of a course; those that are out already stay as they are. Returns how many went. */
export async function archiveLessons(
  tx: Tx,
  courseId: string,
  which: { readonly ids: readonly string[]; readonly sectionIds: readonly string[] },
  at: Date,
): Promise<number> {
  const { count } = await tx.lesson.updateMany({
    where: {
      ...{ courseId, archivedAt: null },
      OR: [{ id: { in: [...which.ids] } }, { sectionId: { in: [...which.sectionIds] } }],
    },
    data: { archivedAt: at },
  });
  return count;
}

/** Puts lessons back into a course where they were; returns how many came back. */
export async function unarchiveLessons(tx: Tx, courseId: string, ids: readonly string[]): Promise<number> {
  const { count } = await tx.lesson.updateMany({
    where: { courseId, id: { in: [...ids] }, archivedAt: { not: null } },
    data: { archivedAt: null },
  });
  return count;
}
