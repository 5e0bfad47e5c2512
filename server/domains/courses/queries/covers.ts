import type { CoverView, StudioCover } from '@/server/domains/courses/contract';
import { selectCover } from '@/server/domains/courses/repo/covers';
import { findPicture, findPublicImages } from '@/server/domains/media';
import type { Conn } from '@/server/platform/db';

/** What is kept of a course's cover. */
export type CoverFacts = {
  readonly id: string;
  readonly coverAssetId: string | null;
  readonly coverAlt: string;
  readonly isCoverDecorative: boolean;
  readonly coverShadePercent: number;
};

/** Returns the covers of courses by the id of the course; those without one are absent. However many, it is one read. */
export async function findCovers(
  conn: Conn,
  courses: readonly CoverFacts[],
): Promise<ReadonlyMap<string, CoverView>> {
  const images = await findPublicImages(
    conn,
    courses.flatMap(({ coverAssetId }) => coverAssetId ?? []),
  );
  return new Map(
    courses.flatMap(({ id, coverAssetId, coverAlt, isCoverDecorative, coverShadePercent }) => {
      const image = images.get(coverAssetId ?? '');
      if (image === undefined) return [];
      const alt = isCoverDecorative ? '' : coverAlt || image.alt;
      return [[id, { ...image, alt, shadePercent: coverShadePercent }] as const];
    }),
  );
}

/** Returns the cover of a course as its staff sees it; the caller has checked that the reader may. */
export async function studioCoverOf(conn: Conn, courseId: string): Promise<StudioCover> {
  const row = await selectCover(conn, courseId);
  const [covers, next] = await Promise.all([
    findCovers(conn, [row]),
    row.nextCoverAssetId === null ? null : findPicture(conn, row.nextCoverAssetId),
  ]);
  const cover = covers.get(courseId) ?? null;
  return {
    ...{ courseId, cover, assetId: row.coverAssetId },
    alt: cover?.alt ?? '',
    isDecorative: row.isCoverDecorative,
    contrast: cover === null ? null : row.coverContrast,
    coming: next === null ? null : { isFailed: next.status === 'failed', failure: next.failure },
  };
}
