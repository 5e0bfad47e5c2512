import type { StoredSettings } from '@/server/domains/content/contract/settings';
import type { Conn, Tx } from '@/server/platform/db';

/** More lessons than a course may have. */
const bound = 5_000;

/** Reads every lesson that is part of a course with the text that staff edits: the published one, else the latest. */
export async function selectWrittenLessons(conn: Conn, courseId: string) {
  const text = { id: true, bodyMd: true, assetId: true, settings: true, revision: true } as const;
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

type Text = {
  readonly bodyMd: string;
  readonly assetId: string | null;
  readonly settings: StoredSettings;
};

/** A lesson to be written: what it is, where it stands, and its text. */
export type LessonToWrite = LessonRow & {
  /** Null where it stays where it is. */
  readonly position: string | null;
  readonly versionId: string;
  readonly text: Text;
  /** Whether learners see this text from now on; else it stays as it is. */
  readonly isShown: boolean;
};

/** Shows texts of lessons to learners. */
async function publish(tx: Tx, lessons: readonly LessonToWrite[]): Promise<void> {
  const shown = lessons.filter(({ isShown }) => isShown);
  await tx.$executeRaw`
    UPDATE lessons SET published_version_id = shown.version_id
    FROM unnest(${shown.map(({ id }) => id)}::uuid[], ${shown.map((one) => one.versionId)}::uuid[])
      AS shown(id, version_id)
    WHERE lessons.id = shown.id`;
}

/** Writes lessons that are new, each with its first text. Three statements, however many there are. */
export async function insertLessons(
  tx: Tx,
  courseId: string,
  lessons: readonly LessonToWrite[],
  at: Date,
): Promise<void> {
  if (lessons.length === 0) return;
  const times = { createdAt: at, updatedAt: at };
  await tx.lesson.createMany({
    data: lessons.map(({ versionId: _, text: __, isShown: ___, position, ...row }) => ({
      ...row,
      ...times,
      courseId,
      position: position ?? '',
    })),
  });
  await tx.lessonVersion.createMany({
    data: lessons.map(({ id, versionId, text }) => ({
      ...{ id: versionId, lessonId: id, version: 1, createdAt: at },
      ...text,
    })),
  });
  await publish(tx, lessons);
}

/**
 * Writes what lessons are besides their texts; those that were taken out are part of the course again. Two statements, however
 * many there are; no kind is changed.
 */
export async function updateLessons(
  tx: Tx,
  courseId: string,
  lessons: readonly LessonToWrite[],
  at: Date,
): Promise<void> {
  if (lessons.length === 0) return;
  await tx.$executeRaw`
    UPDATE lessons SET slug = wanted.slug, title = wanted.title, minutes = wanted.minutes,
      is_preview = wanted.is_preview, section_id = wanted.section_id,
      position = COALESCE(wanted.position, lessons.position), archived_at = NULL, updated_at = ${at}
    FROM unnest(
      ${lessons.map(({ id }) => id)}::uuid[], ${lessons.map(({ slug }) => slug)}::text[],
      ${lessons.map(({ title }) => title)}::text[], ${lessons.map(({ minutes }) => minutes)}::int[],
      ${lessons.map(({ isPreview }) => isPreview)}::bool[],
      ${lessons.map(({ sectionId }) => sectionId)}::uuid[],
      ${lessons.map(({ position }) => position)}::text[]
    ) AS wanted(id, slug, title, minutes, is_preview, section_id, position)
    WHERE lessons.id = wanted.id AND lessons.course_id = ${courseId}::uuid`;
  await publish(tx, lessons);
}

/** A text over the revision of its version that the writer has seen, and what of it is saved. */
export type TextToWrite = {
  readonly id: string;
  readonly revision: number;
  readonly text: Text;
  readonly hasNewWords: boolean;
  readonly hasNewSettings: boolean;
};

/** Returns which of some texts are named by versions of their course, and not edited any more. */
export async function selectFrozen(tx: Tx, textIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.courseVersionLesson.findMany({
    where: { lessonVersionId: { in: [...textIds] } },
    select: { lessonVersionId: true },
    distinct: ['lessonVersionId'],
    take: Math.max(1, textIds.length),
  });
  return new Set(rows.map(({ lessonVersionId }) => lessonVersionId));
}

/**
 * Writes texts, each over one revision, as the next save of their words, of their settings, or of both; false when one of those
 * is not the present one. Saves of settings are counted through all texts of a lesson, as `updateSettings` does.
 */
export async function updateVersions(tx: Tx, texts: readonly TextToWrite[]): Promise<boolean> {
  if (texts.length === 0) return true;
  const count = await tx.$executeRaw`
    UPDATE lesson_versions SET body_md = wanted.body_md, asset_id = wanted.asset_id,
      settings = CASE WHEN wanted.is_set THEN wanted.settings::jsonb ELSE lesson_versions.settings END,
      revision = wanted.revision + CASE WHEN wanted.is_worded THEN 1 ELSE 0 END,
      settings_revision = CASE WHEN wanted.is_set THEN 1 + (
        SELECT max(every.settings_revision) FROM lesson_versions every
        WHERE every.lesson_id = lesson_versions.lesson_id
      ) ELSE lesson_versions.settings_revision END
    FROM unnest(
      ${texts.map(({ id }) => id)}::uuid[], ${texts.map(({ revision }) => revision)}::int[],
      ${texts.map(({ text }) => text.bodyMd)}::text[], ${texts.map(({ text }) => text.assetId)}::uuid[],
      ${texts.map(({ text }) => JSON.stringify(text.settings))}::text[],
      ${texts.map(({ hasNewWords }) => hasNewWords)}::bool[],
      ${texts.map(({ hasNewSettings }) => hasNewSettings)}::bool[]
    ) AS wanted(id, revision, body_md, asset_id, settings, is_worded, is_set)
    WHERE lesson_versions.id = wanted.id AND lesson_versions.revision = wanted.revision`;
  return count === texts.length;
}

/** Reads the texts of lessons that staff edits, also of those that were taken out, by lesson. */
export async function selectEdited(tx: Tx, ids: readonly string[]) {
  const text = { id: true, bodyMd: true, assetId: true, settings: true, revision: true } as const;
  const rows = await tx.lesson.findMany({
    where: { id: { in: [...ids] } },
    select: {
      ...{ id: true, kind: true },
      publishedVersion: { select: text },
      versions: { select: text, orderBy: { version: 'desc' }, take: 1 },
    },
    take: ids.length,
  });
  return new Map(
    rows.flatMap(({ id, kind, publishedVersion, versions: [latest] }) => {
      const edited = publishedVersion ?? latest;
      return edited === undefined ? [] : [[id, { ...edited, kind }] as const];
    }),
  );
}
