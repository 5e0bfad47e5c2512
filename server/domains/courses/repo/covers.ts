import type { Conn, Tx } from '@/server/platform/db';

/** Reads the cover of a course, and the one to come. */
export async function selectCover(conn: Conn, courseId: string) {
  return await conn.course.findUniqueOrThrow({
    where: { id: courseId },
    select: {
      ...{ id: true, status: true, coverAssetId: true, nextCoverAssetId: true, coverAlt: true },
      ...{ isCoverDecorative: true, coverContrast: true, coverShadePercent: true },
    },
  });
}

/** What is written of a cover. */
export type CoverData = {
  readonly coverAssetId?: string | null;
  readonly nextCoverAssetId?: string | null;
  readonly coverAlt?: string;
  readonly isCoverDecorative?: boolean;
  readonly coverContrast?: number | null;
  readonly coverShadePercent?: number;
};

/** Writes the cover of a course. */
export async function updateCover(tx: Tx, courseId: string, data: CoverData, at: Date): Promise<void> {
  await tx.course.update({ where: { id: courseId }, data: { ...data, updatedAt: at }, select: { id: true } });
}

/** Writes the cover of a course whose cover to come is this picture; false when it waits for another one, or none. */
export async function updateExpectedCover(
  tx: Tx,
  place: { readonly courseId: string; readonly assetId: string },
  data: CoverData,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.course.updateMany({
    where: { id: place.courseId, nextCoverAssetId: place.assetId },
    data: { ...data, updatedAt: at },
  });
  return count === 1;
}

/** Reads which courses wait for this picture. */
export async function selectExpecting(conn: Conn, assetId: string): Promise<string[]> {
  const rows = await conn.course.findMany({
    where: { nextCoverAssetId: assetId },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: 100,
  });
  return rows.map(({ id }) => id);
}

/** Tells whether somebody is on the staff of a course. */
export async function isOnStaff(conn: Conn, courseId: string, userId: string): Promise<boolean> {
  return (await conn.courseStaff.count({ where: { courseId, userId } })) > 0;
}
