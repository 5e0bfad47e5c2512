import { z } from 'zod';
import type { StoredSettings } from '@/server/domains/content/contract/settings';
import type { Conn, Tx } from '@/server/platform/db';

/** What of a draft is set, not written. */
export type SettingsSave = { readonly assetId: string | null; readonly settings: StoredSettings };

/** Reads the texts of a lesson that versions of its course name and that have the words and the file of another one. */
export async function selectFrozenAlike(
  conn: Conn,
  place: { readonly lessonId: string; readonly bodyMd: string; readonly assetId: string | null },
) {
  return await conn.lessonVersion.findMany({
    where: { ...place, frozenIn: { some: {} } },
    select: { id: true, settings: true, settingsRevision: true },
    orderBy: { version: 'desc' },
    take: 500,
  });
}

/**
 * Writes settings and file into a draft as the next save of them; returns the number of that. Only while the course is held.
 * Saves are counted through all texts of a lesson, so that no two of them have the same number.
 */
export async function updateSettings(
  tx: Tx,
  { lessonId, draftId }: { readonly lessonId: string; readonly draftId: string },
  data: SettingsSave,
): Promise<number> {
  const { _max } = await tx.lessonVersion.aggregate({
    where: { lessonId },
    _max: { settingsRevision: true },
  });
  const settingsRevision = (_max.settingsRevision ?? 0) + 1;
  await tx.lessonVersion.update({
    where: { id: draftId },
    data: { ...data, settingsRevision },
    select: { id: true },
  });
  return settingsRevision;
}

/** Reads the names of the lessons of a course, in no particular order. */
export async function selectLessonTitles(conn: Conn, courseId: string) {
  return await conn.lesson.findMany({
    where: { courseId, archivedAt: null },
    select: { id: true, title: true },
    orderBy: [{ sectionId: 'asc' }, { position: 'asc' }],
    take: 2_000,
  });
}

/** Reads the versions that offer one of some files for download. */
export async function selectVersionsWithFiles(conn: Conn, assetIds: readonly string[]) {
  const row = z.object({ assetId: z.string(), id: z.string(), title: z.string(), courseId: z.string() });
  return z.array(row).parse(
    await conn.$queryRaw`
      SELECT DISTINCT wanted.id::text AS "assetId", l.id::text AS id, l.title, l.course_id::text AS "courseId"
      FROM unnest(${[...assetIds]}::uuid[]) AS wanted(id)
      JOIN lesson_versions v ON v.settings ->> 'kind' = 'download'
        AND v.settings -> 'files' @> jsonb_build_array(jsonb_build_object('assetId', wanted.id))
      JOIN lessons l ON l.id = v.lesson_id
      ORDER BY 1, 2 LIMIT 500`,
  );
}

/** Reads the live sessions of the versions that everybody sees that begin in a span of time, soonest first. */
export async function selectSessions(conn: Conn, span: { readonly from: Date; readonly to: Date }) {
  const row = z.object({
    id: z.string(),
    courseId: z.string(),
    slug: z.string(),
    title: z.string(),
    settings: z.unknown(),
  });
  return z.array(row).parse(
    await conn.$queryRaw`
      SELECT seen.lesson_id::text AS id, course.id::text AS "courseId", seen.slug, seen.title, v.settings
      FROM lesson_versions v
      JOIN course_version_lessons seen ON seen.lesson_version_id = v.id
      JOIN courses course ON course.published_version_id = seen.course_version_id
      WHERE v.settings ->> 'kind' = 'live'
        AND v.settings ->> 'startsAt' > ${span.from.toISOString()} AND v.settings ->> 'startsAt' <= ${span.to.toISOString()}
      ORDER BY v.settings ->> 'startsAt', seen.lesson_id LIMIT 500`,
  );
}

/** Reads the settings of those among some texts that are of live sessions. */
export async function selectSessionTexts(conn: Conn, textIds: readonly string[]) {
  return await conn.lessonVersion.findMany({
    where: { id: { in: [...textIds] }, lesson: { kind: 'live' } },
    select: { id: true, settings: true },
    take: textIds.length,
  });
}
