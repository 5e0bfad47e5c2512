import { selectReadyAssets } from '@/server/domains/media/repo';
import {
  type LibraryCursor,
  type LibraryFilter,
  type LibraryRow,
  selectLibrary,
  selectOwn,
} from '@/server/domains/media/repo/library';
import { type AssetView, type PlayableVideo, publicImage } from '@/server/domains/media/rules/asset-urls';
import { sealGrant } from '@/server/domains/media/rules/stream-token';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { Conn } from '@/server/platform/db';
import { isPublicKey, publicUrl } from '@/server/platform/public-key';

export type { AssetView, PlayableVideo } from '@/server/domains/media/rules/asset-urls';

/** How long the address of a private file works: a long sitting with pauses, not a link to pass on. */
const playbackSeconds = 4 * 3_600;

/** Whoever is given addresses, and what seals them. */
export type Reader = { readonly userId: string; readonly now: Date; readonly secret: string };

/** Returns the address of a stream that plays for this reader only, for some hours; null when there is no stream. */
function streamAddress(
  { streamKey, folder }: { readonly streamKey: string | null; readonly folder: string | null },
  { userId, now, secret }: Reader,
): string | null {
  if (streamKey === null || folder === null) return null;
  const expiresAt = now.getTime() + playbackSeconds * 1_000;
  return `/api/media/${sealGrant(secret, { folder, userId, expiresAt })}/master.m3u8`;
}

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
  reader: Reader,
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
    streamUrl: streamAddress(row, reader),
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

/** Returns somebody's files, newest first. */
export async function listLibrary(
  conn: Conn,
  ownerId: string,
  filter: LibraryFilter,
  after: LibraryCursor | null,
  take: number,
): Promise<LibraryRow[]> {
  return await selectLibrary(conn, ownerId, filter, after, take);
}

/** Returns one of somebody's files, or null. */
export async function findOwnFile(
  conn: Conn,
  ownerId: string,
  assetId: string,
): Promise<{ id: string; key: string } | null> {
  return await selectOwn(conn, ownerId, assetId);
}

/** Addresses of a file, which work for some hours. */
export type FileUrls = {
  readonly pictureUrl: string | null;
  readonly fileUrl: string;
  readonly streamUrl: string | null;
  readonly captions: { readonly locale: string; readonly label: string; readonly url: string }[];
};

/**
 * Returns addresses for the owner of a file: of a small picture of it, of the file itself, and of its stream, which plays
 * for nobody else.
 */
export async function urlsOfFile(
  objectStore: ObjectStore,
  row: LibraryRow,
  reader: Reader,
): Promise<FileUrls> {
  const { kind, key, posterKey, contentType, variants, captions } = row;
  const addressOf = async (some: string, type?: string) =>
    isPublicKey(some)
      ? publicUrl(some)
      : await objectStore.presignGet(some, {
          expiresInSeconds: playbackSeconds,
          ...(type === undefined ? {} : { contentType: type }),
        });
  const fileUrl = await addressOf(key, contentType);
  const tracks = captions.map(async ({ locale, label, key: one }) => ({
    locale,
    label,
    url: await addressOf(one, 'text/vtt'),
  }));
  const small = kind === 'image' ? (variants[0]?.key ?? key) : posterKey;
  const pictureUrl = small === null ? null : await addressOf(small);
  const streamUrl = streamAddress(row, reader);
  return { pictureUrl, fileUrl, streamUrl, captions: await Promise.all(tracks) };
}

export { dropFiles } from '@/server/domains/media/commands/drop-files';
export { failProcessing } from '@/server/domains/media/commands/end-processing';
export { endAbandonedUploads } from '@/server/domains/media/commands/end-uploads';
export { processPicture } from '@/server/domains/media/commands/process-picture';
export {
  planRecording,
  publishRecording,
  renderPiece,
} from '@/server/domains/media/commands/process-recording';
export { removeAsset } from '@/server/domains/media/commands/remove-asset';
export { mediaEvents } from '@/server/domains/media/events';
export { eraseOwnership, mediaAreas } from '@/server/domains/media/personal-data';
export { openStream } from '@/server/domains/media/queries/open-stream';
export type { LibraryRow } from '@/server/domains/media/repo/library';
export { selectOwnSources, selectSources } from '@/server/domains/media/repo/sources';
