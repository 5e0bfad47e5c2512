/** A small picture for a stretch of a video: a place on a sheet. */
export type Thumbnail = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly sheetUrl: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

function msOf(stamp: string): number {
  const [seconds = 0, minutes = 0, hours = 0] = stamp.split(':').map(Number).reverse();
  return Math.round((hours * 3_600 + minutes * 60 + seconds) * 1_000);
}

const cue = /^([\d:.]+) --> ([\d:.]+)\s*\n(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)$/gm;

/** Reads a WebVTT track of small pictures; the sheets it names lie beside it, at `trackUrl`. */
export function readThumbnails(track: string, trackUrl: string): Thumbnail[] {
  const base = trackUrl.slice(0, trackUrl.lastIndexOf('/') + 1);
  return [...track.matchAll(cue)].map(([, from = '', to = '', name = '', ...place]) => {
    const [x = 0, y = 0, width = 0, height = 0] = place.map(Number);
    return { fromMs: msOf(from), toMs: msOf(to), sheetUrl: `${base}${name}`, x, y, width, height };
  });
}

/** Returns the small picture for a moment: the last that begins no later; null before the first and without any. */
export function thumbnailAt(thumbnails: readonly Thumbnail[], ms: number): Thumbnail | null {
  return thumbnails.findLast(({ fromMs }) => fromMs <= ms) ?? null;
}
