import { freezeLessons } from '@/server/domains/content/repo/versions';
import { freezeDetails, type NewVersion, setPublishedVersion } from '@/server/domains/courses';
import type { Tx } from '@/server/platform/db';

/**
 * Writes the working copy of a course into a version, in a transaction that holds the course, and shows it to everybody when
 * it is a published one. However many sections and lessons, it is four statements. The seed does the same.
 */
export async function freezeCourse(tx: Pick<Tx, '$executeRaw'>, version: NewVersion): Promise<void> {
  await freezeDetails(tx, version);
  await freezeLessons(tx, version.id);
  if (version.kind === 'published') await setPublishedVersion(tx, version.courseId, version.id);
}
