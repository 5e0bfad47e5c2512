const thumbnailsName = 'thumbs';

/** Where everything private that was made for a file lies. */
export function privateFolder(folder: string): string {
  return `private/assets/${folder}/`;
}

/** Where everything that was made for a file to be shown to anyone lies. */
export function publicFolder(folder: string): string {
  return `public/assets/${folder}/`;
}

/** Where the stream of a video or a recording lies. */
export function streamFolder(folder: string): string {
  return `${privateFolder(folder)}stream/`;
}

/** Where a file lies as it was uploaded. */
export function sourceKey(folder: string): string {
  return `${privateFolder(folder)}source`;
}

/**
 * Where captions lie: beside the file, because they stay when its bytes are replaced.
 *
 * @param id never used before, also for the same words: those of earlier captions may be removed late.
 */
export function captionKey(assetId: string, locale: string, id: string): string {
  return `private/captions/${assetId}/${locale}-${id}.vtt`;
}

/** What tells captions from those before and after them: the name of their object, which is never used again. */
export function captionVersion(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** Where the pictures of the first pages of a document lie: where its readers may read them, as of a stream. */
export function pageFolder(folder: string): string {
  return `${streamFolder(folder)}pages/`;
}

/** The name of the picture of a page, counted from 1. */
export function pageFile(page: number): string {
  return `${page}.jpg`;
}

/** Where the sheets of small pictures of a video lie, and the track that names them. */
export function thumbnailFolder(folder: string): string {
  return `${streamFolder(folder)}${thumbnailsName}/`;
}

/** The track of the small pictures of a video, as its reader asks for it. */
export const thumbnailTrackPath = `${thumbnailsName}/track.vtt`;

/** The name of one of the stills that stand to choice for the poster, in the private folder of the file. */
export function posterFile(choice: number): string {
  return `poster-${choice}.jpg`;
}

/** Where one of the stills that stand to choice lies. */
export function posterKey(folder: string, choice: number): string {
  return `${privateFolder(folder)}${posterFile(choice)}`;
}

/**
 * Where a poster lies that is none of the choices.
 *
 * @param id never used before: an earlier one may be removed late.
 */
export function ownPosterKey(folder: string, id: string): string {
  return `${privateFolder(folder)}poster-${id}.jpg`;
}
