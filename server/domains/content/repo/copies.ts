import type { Tx } from '@/server/platform/db';

/** A lesson and what its copy has instead: its id and section at least. */
export type LessonCopy = {
  readonly from: string;
  readonly to: string;
  readonly courseId: string;
  readonly sectionId: string;
  readonly versionId: string;
  readonly title?: string;
  readonly slug?: string;
  readonly position?: string;
};

/** Reads the lessons that are part of a course, in some order. */
export async function selectLessonsToCopy(tx: Tx, courseId: string) {
  return await tx.lesson.findMany({
    where: { courseId, archivedAt: null },
    select: { id: true, sectionId: true },
    orderBy: { id: 'asc' },
    take: 5_000,
  });
}

function ownOf({ to, courseId, sectionId, title, slug, position }: LessonCopy, at: Date): string {
  return JSON.stringify({
    ...{ id: to, course_id: courseId, section_id: sectionId, published_version_id: null },
    ...{ created_at: at, updated_at: at, archived_at: null },
    ...(title === undefined ? {} : { title }),
    ...(slug === undefined ? {} : { slug }),
    ...(position === undefined ? {} : { position }),
  });
}

/**
 * Copies lessons, each with the one text of it that staff edits; learners see the copy where they saw the lesson. Whatever
 * columns lessons and texts have are copied. However many, it is three statements.
 */
export async function insertLessonCopies(tx: Tx, copies: readonly LessonCopy[], at: Date): Promise<void> {
  const from = copies.map((one) => one.from);
  const to = copies.map((one) => one.to);
  const versions = copies.map((one) => one.versionId);
  const own = copies.map((one) => ownOf(one, at));
  await tx.$executeRaw`
    INSERT INTO lessons SELECT copy.* FROM lessons source
    JOIN unnest(${from}::uuid[], ${own}::text[]) AS pair(old, own) ON pair.old = source.id
    CROSS JOIN LATERAL jsonb_populate_record(source, pair.own::jsonb) copy`;
  await tx.$executeRaw`
    INSERT INTO lesson_versions SELECT copy.*
    FROM unnest(${from}::uuid[], ${to}::uuid[], ${versions}::uuid[]) AS pair(old, new, version_id)
    JOIN lessons lesson ON lesson.id = pair.old
    CROSS JOIN LATERAL (
      SELECT * FROM lesson_versions one WHERE one.lesson_id = lesson.id
      ORDER BY (one.id = lesson.published_version_id) IS TRUE DESC, one.version DESC LIMIT 1) edited
    JOIN lesson_versions source ON source.id = edited.id
    CROSS JOIN LATERAL jsonb_populate_record(source, jsonb_build_object(
      'id', pair.version_id, 'lesson_id', pair.new, 'version', 1, 'revision', 1, 'created_at', ${at}::timestamptz)) copy`;
  await tx.$executeRaw`
    UPDATE lessons SET published_version_id = pair.version_id
    FROM unnest(${from}::uuid[], ${to}::uuid[], ${versions}::uuid[]) AS pair(old, new, version_id)
    JOIN lessons source ON source.id = pair.old
    WHERE lessons.id = pair.new AND source.published_version_id IS NOT NULL`;
}
