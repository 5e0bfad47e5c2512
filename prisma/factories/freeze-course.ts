import { freezeLessons } from '@/server/domains/content/repo/versions';
import { freezeDetails, type NewVersion, setPublishedVersion } from '@/server/domains/courses/repo/versions';
import type { Tx } from '@/server/platform/db';

/** Publishes the rows of a course as they are, by the statements of the application; the seed runs outside of a server. */
export async function freezeCourse(
  tx: Pick<Tx, '$executeRaw'>,
  version: Omit<NewVersion, 'kind' | 'note'>,
): Promise<void> {
  await freezeDetails(tx, { ...version, kind: 'published', note: '' });
  await freezeLessons(tx, version.id);
  await setPublishedVersion(tx, version.courseId, version.id);
}
