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
