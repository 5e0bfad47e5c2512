import { selectReadyAssets } from '@/server/domains/media/repo';
import { type AssetView, type PlayableVideo, publicImage } from '@/server/domains/media/rules/asset-urls';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { Conn } from '@/server/platform/db';

export type { AssetView, PlayableVideo } from '@/server/domains/media/rules/asset-urls';

/** How long the address of a private file works: a long sitting with pauses, not a link to pass on. */
const playbackSeconds = 4 * 3_600;

/** Returns the public pictures among `ids`, by asset id. Private or unready ones are left out. */
export async function findPublicImages(
  conn: Conn,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AssetView>> {
  if (ids.length === 0) return new Map();
  const rows = await selectReadyAssets(conn, ids);
  return new Map(
    rows.flatMap((row) => {
      const image = publicImage(row);
      return image === null ? [] : [[row.id, image] as const];
    }),
  );
}

/**
 * Returns a video with addresses that work for some hours only, or null when there is no such ready video. The caller
 * has checked that this person may watch it.
 */
export async function findPlayableVideo(
  conn: Conn,
  objectStore: ObjectStore,
  assetId: string,
): Promise<PlayableVideo | null> {
  const [row] = await selectReadyAssets(conn, [assetId]);
  if (row === undefined || row.kind !== 'video') return null;
  const sign = async (key: string, contentType?: string) =>
    await objectStore.presignGet(key, {
      expiresInSeconds: playbackSeconds,
      ...(contentType === undefined ? {} : { contentType }),
    });
  const [url, posterUrl, captions] = await Promise.all([
    sign(row.key, row.contentType),
    row.posterKey === null ? null : sign(row.posterKey),
    Promise.all(
      row.captions.map(async ({ locale, label, key }) => ({
        locale,
        label,
        url: await sign(key, 'text/vtt'),
      })),
    ),
  ]);
  return {
    url,
    contentType: row.contentType,
    width: row.width ?? 1280,
    height: row.height ?? 720,
    durationMs: row.durationMs ?? 0,
    posterUrl,
    captions,
  };
}

/** Returns how long a video is as the server measured it, in ms, or null when that is not known. */
export async function findDurationMs(conn: Conn, assetId: string): Promise<number | null> {
  const [row] = await selectReadyAssets(conn, [assetId]);
  return row?.durationMs ?? null;
}

/** Returns which of these assets are videos without a single track of captions. */
export async function listUncaptioned(conn: Conn, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await selectReadyAssets(conn, ids);
  return rows.filter(({ kind, captions }) => kind === 'video' && captions.length === 0).map(({ id }) => id);
}

export { eraseOwnership, mediaAreas } from '@/server/domains/media/personal-data';
