import { z } from 'zod';
import type { StoredSettings } from '@/server/domains/content/contract/settings';
import type { Conn, Tx } from '@/server/platform/db';

/** Writes settings and file over one revision and makes it the next; false when that revision is not the present one. */
export async function updateSettings(
  tx: Tx,
  version: { readonly id: string; readonly revision: number },
  data: { readonly assetId: string | null; readonly settings: StoredSettings },
): Promise<boolean> {
  const { id, revision } = version;
  const { count } = await tx.lessonVersion.updateMany({
    where: { id, settingsRevision: revision },
    data: { ...data, settingsRevision: revision + 1 },
  });
  return count === 1;
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

/** Reads the name of a lesson of a course that learners see. */
export async function selectShownLesson(conn: Conn, courseId: string, id: string) {
  return await conn.lesson.findFirst({
    where: { id, courseId, archivedAt: null, publishedVersionId: { not: null } },
    select: { slug: true, title: true },
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

/** Reads the live sessions that learners of published courses see and that begin in a span of time, soonest first. */
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
      SELECT l.id::text AS id, l.course_id::text AS "courseId", l.slug, l.title, v.settings
      FROM lesson_versions v
      JOIN lessons l ON l.published_version_id = v.id
      WHERE v.settings ->> 'kind' = 'live' AND l.archived_at IS NULL
        AND v.settings ->> 'startsAt' > ${span.from.toISOString()} AND v.settings ->> 'startsAt' <= ${span.to.toISOString()}
      ORDER BY v.settings ->> 'startsAt', l.id LIMIT 500`,
  );
}
