import type { Conn, Tx } from '@/server/platform/db';

/** A video by its id, and still with the bytes in this folder. */
export type FilmAt = { readonly assetId: string; readonly folder: string };

/** A poster for a video. */
export type PosterChange = FilmAt & { readonly key: string };

const ready = ({ assetId, folder }: FilmAt) => ({
  ...{ id: assetId, folder, kind: 'video' as const, status: 'ready' as const },
});

/** Reads a ready video whose picture at a moment is to be made. */
export async function selectForPoster(conn: Conn, at: FilmAt) {
  return await conn.asset.findFirst({
    where: ready(at),
    select: { key: true, contentType: true, ownerId: true, width: true, height: true },
  });
}

/** Notes another poster; returns what there was, null when the video is gone or replaced. */
export async function updatePoster(tx: Tx, { key, ...at }: PosterChange) {
  await tx.$queryRaw`SELECT id FROM assets WHERE id = ${at.assetId}::uuid FOR UPDATE`;
  const old = await tx.asset.findFirst({
    where: ready(at),
    select: { posterKey: true, posterChoices: true },
  });
  if (old !== null) await tx.asset.updateMany({ where: ready(at), data: { posterKey: key } });
  return old;
}
