import { findVersionLessonIds } from '@/server/domains/content';
import type { NewSinceFinished } from '@/server/domains/enrollments/contract';
import type { Conn } from '@/server/platform/db';

/** As many lessons as are named. */
const mostNamed = 3;

/** Returns which lessons a course had when a learner finished it, by the enrollment; one read, none when nobody has finished. */
export async function findFinished(
  conn: Conn,
  rows: readonly { readonly id: string; readonly completedVersionId: string | null }[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const pinned = rows.flatMap(({ id, completedVersionId: versionId }) =>
    versionId === null ? [] : [{ id, versionId }],
  );
  const lessons = await findVersionLessonIds(conn, [...new Set(pinned.map(({ versionId }) => versionId))]);
  return new Map(pinned.map(({ id, versionId }) => [id, lessons.get(versionId) ?? new Set()]));
}

/** Says what is new, or null when nothing is. */
export function toNewSince(
  lessons: readonly { readonly slug: string; readonly title: string }[],
): NewSinceFinished | null {
  if (lessons.length === 0) return null;
  return {
    count: lessons.length,
    lessons: lessons.slice(0, mostNamed).map(({ slug, title }) => ({ slug, title })),
  };
}
