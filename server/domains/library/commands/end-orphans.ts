import { findLessonsWithAssets, isTextInLessons } from '@/server/domains/content';
import { findCoversWithAssets, isTextInCourses } from '@/server/domains/courses';
import { keepOrphan, listOrphans, type Orphan, removeOrphan } from '@/server/domains/media';
import type { UseCaseContext } from '@/server/platform/context';
import type { Conn } from '@/server/platform/db';
import { isPublicKey, publicUrl } from '@/server/platform/public-key';

/** Whether a file is a cover, is shown by a lesson, or stands in the words of a lesson or a course, in any version. */
async function isUsed(conn: Conn, { id, key, folder }: Orphan): Promise<boolean> {
  if ((await findCoversWithAssets(conn, [id])).length > 0) return true;
  if ((await findLessonsWithAssets(conn, [id])).length > 0) return true;
  if (!isPublicKey(key)) return false;
  // Of any of its sizes.
  const address = publicUrl(folder === null ? key : `public/assets/${folder}/`);
  return (await isTextInLessons(conn, address)) || (await isTextInCourses(conn, address));
}

/**
 * Looks at files of erased people whose time has come, at most `limit`: what nothing uses is removed, the rest stays with
 * its course without what its owner's camera wrote into it.
 */
export async function endOrphans(
  ctx: Pick<UseCaseContext, 'db' | 'clock'>,
  limit: number,
): Promise<{ removed: number; kept: number }> {
  const orphans = await listOrphans(ctx, limit);
  let removed = 0;
  for (const orphan of orphans) {
    const isGone = !(await isUsed(ctx.db, orphan)) && (await removeOrphan(ctx, orphan));
    if (isGone) removed += 1;
    else await keepOrphan(ctx, orphan);
  }
  return { removed, kept: orphans.length - removed };
}
