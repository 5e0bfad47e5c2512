import type { Conn, Tx } from '@/server/platform/db';

/** More lessons than a course may have. */
const bound = 5_000;

/** Reads every lesson that is part of a course with the text that staff edits: the published one, else the latest. */
export async function selectWrittenLessons(conn: Conn, courseId: string) {
  const text = { id: true, bodyMd: true, assetId: true, revision: true } as const;
  const rows = await conn.lesson.findMany({
    where: { courseId, archivedAt: null, section: { archivedAt: null } },
    select: {
      ...{ id: true, slug: true, title: true, kind: true, minutes: true, isPreview: true },
      ...{ sectionId: true, publishedVersionId: true },
      publishedVersion: { select: text },
      versions: { select: text, orderBy: { version: 'desc' }, take: 1 },
    },
    orderBy: [{ sectionId: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    take: bound,
  });
  return rows.map(({ publishedVersion, versions, ...row }) => ({
    ...row,
    edited: publishedVersion ?? versions[0] ?? null,
  }));
}

/** One lesson of {@link selectWrittenLessons}. */
export type WrittenLesson = Awaited<ReturnType<typeof selectWrittenLessons>>[number];

/** Returns which of some ids are those of lessons of other courses. */
export async function selectLessonsElsewhere(
  conn: Conn,
  courseId: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await conn.lesson.findMany({
    where: { id: { in: [...ids] }, courseId: { not: courseId } },
    select: { id: true },
    take: ids.length,
  });
  return rows.map(({ id }) => id);
}

/** Gives lessons an address that nobody wants: their id. */
export async function freeSlugs(tx: Tx, courseId: string, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE lessons SET slug = id::text WHERE course_id = ${courseId}::uuid AND id = ANY (${[...ids]}::uuid[])`;
}

/** What a lesson is besides its text. */
export type LessonRow = {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly kind: WrittenLesson['kind'];
  readonly minutes: number;
  readonly isPreview: boolean;
  readonly sectionId: string;
};

type Text = { readonly bodyMd: string; readonly assetId: string | null };

/** Writes a lesson that is new, with its first text, which learners see when `isShown`. */
export async function insertLesson(
  tx: Tx,
  row: LessonRow & { readonly courseId: string; readonly position: string },
  { versionId, text, isShown, at }: { versionId: string; text: Text; isShown: boolean; at: Date },
): Promise<void> {
  await tx.lesson.create({
    data: {
      ...row,
      ...{ createdAt: at, updatedAt: at },
      versions: { create: { id: versionId, version: 1, createdAt: at, ...text } },
    },
    select: { id: true },
  });
  if (!isShown) return;
  await tx.lesson.update({
    where: { id: row.id },
    data: { publishedVersionId: versionId },
    select: { id: true },
  });
}

/** Writes what a lesson is besides its text; one that was taken out is part of the course again. */
export async function updateLesson(
  tx: Tx,
  courseId: string,
  { id, kind: _, ...row }: LessonRow & { readonly position?: string; readonly publishedVersionId?: string },
): Promise<void> {
  await tx.lesson.updateMany({ where: { id, courseId }, data: { ...row, archivedAt: null } });
}

/** Writes a text over one revision and makes it the next; false when that revision is not the present one. */
export async function updateVersion(
  tx: Tx,
  version: { readonly id: string; readonly revision: number },
  text: Text,
): Promise<boolean> {
  const { id, revision } = version;
  const { count } = await tx.lessonVersion.updateMany({
    where: { id, revision },
    data: { ...text, revision: revision + 1 },
  });
  return count === 1;
}

/** Reads the text of a lesson that staff edits, also of one that was taken out. */
export async function selectEdited(tx: Tx, id: string) {
  const text = { id: true, bodyMd: true, assetId: true, revision: true } as const;
  const row = await tx.lesson.findUnique({
    where: { id },
    select: {
      publishedVersionId: true,
      publishedVersion: { select: text },
      versions: { select: text, orderBy: { version: 'desc' }, take: 1 },
    },
  });
  return row === null ? null : (row.publishedVersion ?? row.versions[0] ?? null);
}
