import type { FrozenDetails } from '@/server/domains/courses/contract';
import { selectVersionDetails, selectWorkingDetails } from '@/server/domains/courses/repo/versions';
import type { Conn } from '@/server/platform/db';

function toFrozen(row: Awaited<ReturnType<typeof selectWorkingDetails>>): FrozenDetails {
  const { categoryId: _, coverAssetId, coverAlt, category, ...rest } = row;
  const {
    isCoverDecorative: _decorative,
    coverContrast: _contrast,
    coverShadePercent: _shade,
    ...details
  } = rest;
  // Another picture, or other words for it: either is a change. What was measured follows from the picture.
  const cover = coverAssetId === null ? null : `${coverAssetId} ${coverAlt}`.trimEnd();
  return { ...details, category: category.slug, cover };
}

/** Returns what the next version of a course would keep of its details. */
export async function workingDetails(conn: Conn, courseId: string): Promise<FrozenDetails> {
  return toFrozen(await selectWorkingDetails(conn, courseId));
}

/** Returns the details that a version of a course keeps, or null when the course has no such version. */
export async function versionDetails(
  conn: Conn,
  courseId: string,
  versionId: string,
): Promise<FrozenDetails | null> {
  const row = await selectVersionDetails(conn, courseId, versionId);
  return row === null ? null : toFrozen(row);
}
