import { mediaErrors } from '@/server/domains/media/errors';
import { selectPicture, selectReadyAssets } from '@/server/domains/media/repo';
import {
  type LibraryCursor,
  type LibraryFilter,
  type LibraryRow,
  selectLibrary,
  selectLibraryFile,
  selectOwn,
} from '@/server/domains/media/repo/library';
import {
  type AssetView,
  type CaptionTrack,
  type PlayableAudio,
  type PlayableVideo,
  publicImage,
} from '@/server/domains/media/rules/asset-urls';
import {
  captionTracks,
  objectAddress,
  pagesAddress,
  playbackSeconds,
  type Reader,
  streamAddresses,
} from '@/server/domains/media/rules/playback-urls';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { Conn } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { isPublicKey, publicUrl } from '@/server/platform/public-key';

export type { AssetView, PlayableVideo } from '@/server/domains/media/rules/asset-urls';
export type { Reader } from '@/server/domains/media/rules/playback-urls';

/** A picture of the library, whatever has become of it, or will. */
export type PictureState = {
  readonly id: string;
  readonly ownerId: string | null;
  readonly status: 'pending' | 'ready' | 'failed';
  readonly failure: string | null;
  readonly key: string;
  readonly alt: string;
};

/** Returns a picture of anybody's library, or null. The caller decides what of it is whose to know. */
export async function findPicture(conn: Conn, id: string): Promise<PictureState | null> {
  return await selectPicture(conn, id);
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
 * Returns a video with addresses that work for this reader only, or null when there is no such ready video. The caller has
 * checked that this person may watch it.
 */
export async function findPlayableVideo(
  conn: Conn,
  assetId: string,
  reader: Reader,
): Promise<PlayableVideo | null> {
  const [row] = await selectReadyAssets(conn, [assetId]);
  if (row === undefined || row.kind !== 'video') return null;
  const addresses = streamAddresses(row, reader);
  return {
    ...addresses,
    url: addresses.streamUrl === null ? objectAddress(row.key, reader) : null,
    contentType: row.contentType,
    width: row.width ?? 1280,
    height: row.height ?? 720,
    durationMs: row.durationMs ?? 0,
    posterUrl: row.posterKey === null ? null : objectAddress(row.posterKey, reader),
    captions: captionTracks(row.captions, reader),
  };
}

/** Returns a recording without pictures, as {@link findPlayableVideo} returns a video. */
export async function findPlayableAudio(
  conn: Conn,
  assetId: string,
  reader: Reader,
): Promise<PlayableAudio | null> {
  const [row] = await selectReadyAssets(conn, [assetId]);
  if (row === undefined || row.kind !== 'audio') return null;
  const { streamUrl } = streamAddresses(row, reader);
  return {
    streamUrl,
    url: streamUrl === null ? objectAddress(row.key, reader) : null,
    contentType: row.contentType,
    durationMs: row.durationMs ?? 0,
    peaks: [...(row.peaks ?? [])],
    captions: captionTracks(row.captions, reader),
  };
}

/** A document that one reader can leaf through: addresses as for {@link PlayableVideo}. */
export type PagedDocument = {
  readonly pageCount: number | null;
  /** Pictures of so many of its first pages… */
  readonly pagePictures: number;
  /** …lie below this address as `1.jpg`, `2.jpg` and so on; null when there are none. */
  readonly pagesUrl: string | null;
};

/**
 * Returns the pages of a document, or null when there is no such ready document. The caller has checked that this person
 * may read it.
 */
export async function findPages(conn: Conn, assetId: string, reader: Reader): Promise<PagedDocument | null> {
  const [row] = await selectReadyAssets(conn, [assetId]);
  if (row === undefined || row.kind !== 'document') return null;
  const { pageCount, pagePictures } = row;
  return { pageCount, pagePictures, pagesUrl: pagesAddress(row, reader) };
}

/** Returns how long a video or a recording is, as the server measured it, in ms, or null when that is not known. */
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

/**
 * Returns one of somebody's files as their library shows it.
 *
 * @throws AppError `media/not_found`.
 */
export async function getLibraryFile(conn: Conn, ownerId: string, id: string): Promise<LibraryRow> {
  const row = await selectLibraryFile(conn, ownerId, id);
  if (row === null) throw new AppError(mediaErrors.not_found);
  return row;
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
  readonly thumbnailsUrl: string | null;
  readonly pagesUrl: string | null;
  readonly captions: CaptionTrack[];
};

/**
 * Returns addresses for the owner of a file: of a small picture of it, of the file itself as a link to save it by, and of
 * its stream, which plays for nobody else.
 */
export async function urlsOfFile(
  objectStore: ObjectStore,
  row: LibraryRow,
  reader: Reader,
): Promise<FileUrls> {
  const { kind, key, posterKey, contentType, variants, captions } = row;
  const link = { expiresInSeconds: playbackSeconds, contentType };
  const fileUrl = isPublicKey(key) ? publicUrl(key) : await objectStore.presignGet(key, link);
  // What a picture was before it was made ready, nobody is shown: it may say where its owner lives.
  const picture = isPublicKey(key) ? (variants[0]?.key ?? key) : null;
  const small = kind === 'image' ? picture : posterKey;
  const pictureUrl = small === null ? null : objectAddress(small, reader);
  const pagesUrl = pagesAddress(row, reader);
  const tracks = captionTracks(captions, reader);
  return { ...streamAddresses(row, reader), pagesUrl, pictureUrl, fileUrl, captions: tracks };
}

export { makePoster } from '@/server/domains/media/commands/choose-poster';
export { dropFiles } from '@/server/domains/media/commands/drop-files';
export {
  keepOrphan,
  listOrphans,
  type Orphan,
  removeOrphan,
} from '@/server/domains/media/commands/end-orphans';
export { failProcessing } from '@/server/domains/media/commands/end-processing';
export { endAbandonedUploads } from '@/server/domains/media/commands/end-uploads';
export { keepPicture, storePicture } from '@/server/domains/media/commands/keep-picture';
export {
  drawPages,
  planDocument,
  publishDocument,
} from '@/server/domains/media/commands/process-document';
export { processPicture } from '@/server/domains/media/commands/process-picture';
export {
  listenToRecording,
  planRecording,
  publishRecording,
  renderPiece,
} from '@/server/domains/media/commands/process-recording';
export { removeAsset } from '@/server/domains/media/commands/remove-asset';
export { mediaEvents } from '@/server/domains/media/events';
export { eraseOwnership, mediaAreas } from '@/server/domains/media/personal-data';
export {
  addressOfFile,
  type FileFacts,
  findFiles,
  holdFiles,
} from '@/server/domains/media/queries/files-of-lessons';
export { openStream } from '@/server/domains/media/queries/open-stream';
export type { LibraryRow } from '@/server/domains/media/repo/library';
export { selectOwnSources, selectSources } from '@/server/domains/media/repo/sources';
export { type NamedJob, workOn } from '@/server/domains/media/rules/recording-work';
