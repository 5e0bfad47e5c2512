import type { Prisma } from '@/prisma/generated/client';
import type { Conn, Tx } from '@/server/platform/db';
import { columnsOf } from '@/server/platform/db/columns';
import { newId } from '@/server/platform/ids';

/** What a text of a lesson consists of. The only list of it: a draft begins with all of it. */
const textFields = { bodyMd: true, assetId: true } as const satisfies Prisma.LessonVersionSelect;

/** Reads an article that is part of a course, with the text that staff edits: the shown one, else the latest. */
export async function selectLessonText(conn: Conn, courseId: string, lessonId: string) {
  const text = { id: true, bodyMd: true, revision: true } as const;
  const row = await conn.lesson.findFirst({
    where: { id: lessonId, courseId, kind: 'article', archivedAt: null },
    select: {
      ...{ id: true, slug: true, title: true, minutes: true, publishedVersionId: true },
      publishedVersion: { select: text },
      versions: { select: text, orderBy: { version: 'desc' }, take: 1 },
    },
  });
  if (row === null) return null;
  const { publishedVersion, versions, ...lesson } = row;
  const edited = publishedVersion ?? versions[0];
  return edited === undefined ? null : { ...lesson, edited };
}

/** A text of a lesson and the save it is of. */
export type TextSave = { readonly id: string; readonly revision: number };

/** Reads the text of a lesson that some version of its course names, and that says this and is otherwise as another one; or null. */
export async function selectSameFrozenText(
  conn: Conn,
  place: { readonly lessonId: string; readonly likeId: string },
  bodyMd: string,
): Promise<TextSave | null> {
  const like = await conn.lessonVersion.findUniqueOrThrow({
    where: { id: place.likeId },
    select: textFields,
  });
  return await conn.lessonVersion.findFirst({
    where: { lessonId: place.lessonId, ...like, bodyMd, frozenIn: { some: {} } },
    select: { id: true, revision: true },
    orderBy: { version: 'desc' },
  });
}

/**
 * Returns the draft of a text: the text itself as long as no version of the course names it, else a copy of it, which is new.
 * Only while the course is held. Saves are counted through all texts of a lesson, so that no two of them have the same number.
 */
export async function openDraft(tx: Tx, lessonId: string, textId: string, at: Date): Promise<TextSave> {
  const frozen = await tx.courseVersionLesson.findFirst({
    where: { lessonVersionId: textId },
    select: { lessonId: true },
  });
  if (frozen === null) {
    return await tx.lessonVersion.findUniqueOrThrow({
      where: { id: textId },
      select: { id: true, revision: true },
    });
  }
  const { _max } = await tx.lessonVersion.aggregate({
    where: { lessonId },
    _max: { version: true, revision: true },
  });
  const draft = { id: newId(), revision: _max.revision ?? 1 };
  const columns = columnsOf(textFields);
  await tx.$executeRaw`
    INSERT INTO lesson_versions (id, lesson_id, version, revision, created_at, ${columns})
    SELECT ${draft.id}::uuid, lesson_id, ${(_max.version ?? 0) + 1}::integer, ${draft.revision}::integer,
      ${at}::timestamptz, ${columns}
    FROM lesson_versions WHERE id = ${textId}::uuid`;
  return draft;
}

/** Writes a draft as its next save; returns the number of that. */
export async function updateText(tx: Tx, draft: TextSave, bodyMd: string): Promise<number> {
  const revision = draft.revision + 1;
  await tx.lessonVersion.update({
    where: { id: draft.id },
    data: { bodyMd, revision },
    select: { id: true },
  });
  return revision;
}

/** Notes how long a lesson takes, and which text of it the next version of the course shows. */
export async function updateReading(
  tx: Tx,
  lessonId: string,
  data: { readonly minutes: number; readonly publishedVersionId: string | null },
): Promise<void> {
  await tx.lesson.update({ where: { id: lessonId }, data, select: { id: true } });
}
