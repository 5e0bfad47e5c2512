import type { Conn } from '@/server/platform/db';

const assetFields = {
  id: true,
  key: true,
  kind: true,
  contentType: true,
  width: true,
  height: true,
  durationMs: true,
  posterKey: true,
  streamKey: true,
  thumbnailsKey: true,
  peaks: true,
  pageCount: true,
  pagePictures: true,
  folder: true,
  alt: true,
} as const;

/** Reads the ready assets among `ids`, in no particular order. */
export async function selectReadyAssets(conn: Conn, ids: readonly string[]) {
  return await conn.asset.findMany({
    where: { id: { in: [...ids] }, status: 'ready' },
    select: {
      ...assetFields,
      captions: { select: { locale: true, label: true, key: true }, orderBy: { locale: 'asc' } },
      variants: { select: { key: true, contentType: true, width: true }, orderBy: { width: 'asc' } },
    },
    take: ids.length,
  });
}

/** Reads a picture in any state. */
export async function selectPicture(conn: Conn, id: string) {
  return await conn.asset.findFirst({
    where: { id, kind: 'image' },
    select: { id: true, ownerId: true, status: true, failure: true, key: true, alt: true },
  });
}
