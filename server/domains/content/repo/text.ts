import type { Conn, Tx } from '@/server/platform/db';

/** Reads a lesson that is part of a course, with the version that staff edits: the published one, else the latest. */
export async function selectLessonText(conn: Conn, courseId: string, lessonId: string) {
  const content = {
    ...{ id: true, bodyMd: true, revision: true },
    ...{ assetId: true, settings: true, settingsRevision: true },
  } as const;
  const row = await conn.lesson.findFirst({
    where: { id: lessonId, courseId, archivedAt: null },
    select: {
      ...{ id: true, slug: true, title: true, kind: true, minutes: true, publishedVersionId: true },
      publishedVersion: { select: content },
      versions: { select: content, orderBy: { version: 'desc' }, take: 1 },
    },
  });
  if (row === null) return null;
  const { publishedVersion, versions, ...lesson } = row;
  const edited = publishedVersion ?? versions[0];
  return edited === undefined ? null : { ...lesson, edited };
}

/** A lesson with the version that staff edits. */
export type EditedLesson = NonNullable<Awaited<ReturnType<typeof selectLessonText>>>;

/** Writes a text over one revision and makes it the next; false when that revision is not the present one. */
export async function updateText(
  tx: Tx,
  version: { readonly id: string; readonly revision: number },
  bodyMd: string,
): Promise<boolean> {
  const { id, revision } = version;
  const { count } = await tx.lessonVersion.updateMany({
    where: { id, revision },
    data: { bodyMd, revision: revision + 1 },
  });
  return count === 1;
}

/** Notes how long a lesson takes, and which version of it learners see. */
export async function updateReading(
  tx: Tx,
  lessonId: string,
  data: { readonly minutes: number; readonly publishedVersionId: string | null },
): Promise<void> {
  await tx.lesson.update({ where: { id: lessonId }, data, select: { id: true } });
}
