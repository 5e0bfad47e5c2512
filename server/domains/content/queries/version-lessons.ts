import { selectVersionLessonIds } from '@/server/domains/content/repo/versions';
import type { Conn } from '@/server/platform/db';

/** Returns which lessons versions of courses have, by the version; however many versions, one read. */
export async function findVersionLessonIds(
  conn: Conn,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map(versionIds.map((id) => [id, new Set<string>()]));
  if (versionIds.length === 0) return found;
  for (const { courseVersionId, lessonId } of await selectVersionLessonIds(conn, versionIds)) {
    found.get(courseVersionId)?.add(lessonId);
  }
  return found;
}
