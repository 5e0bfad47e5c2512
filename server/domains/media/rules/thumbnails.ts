import type { SheetLayout } from '@/server/platform/adapters/transcoder';

/** At most so many small pictures show where one is in a video: more cannot be told apart on a slider. */
const most = 240;

/** The longer side of a small picture, in pixels. */
const side = 160;

const sheet = { columns: 5, rows: 5 } as const;

const even = (value: number) => Math.max(2, Math.round(value / 2) * 2);

/** Says how the small pictures of a video lie on sheets. */
export function sheetsOf(
  durationMs: number,
  picture: { readonly width: number; readonly height: number },
): SheetLayout {
  const scale = side / Math.max(picture.width, picture.height);
  const everySeconds = Math.max(1, Math.ceil(durationMs / 1_000 / most));
  return {
    ...{ everySeconds, ...sheet },
    ...{ width: even(picture.width * scale), height: even(picture.height * scale) },
  };
}

function stamp(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const seconds = Math.floor(ms / 1_000);
  return `${two(seconds / 3_600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}.${String(ms % 1_000).padStart(3, '0')}`;
}

/**
 * Writes the WebVTT track of the small pictures: each cue names a sheet and the place on it, as a media fragment
 * (`000.jpg#xywh=0,0,160,90`), the way players read it.
 *
 * @param sheets the names of the sheets in order; moments that no sheet shows have no cue.
 */
export function thumbnailTrack(layout: SheetLayout, durationMs: number, sheets: readonly string[]): string {
  const { everySeconds, columns, rows, width, height } = layout;
  const perSheet = columns * rows;
  const count = Math.min(Math.ceil(durationMs / (everySeconds * 1_000)), sheets.length * perSheet);
  const cues = Array.from({ length: count }, (_, index) => {
    const from = index * everySeconds * 1_000;
    const place = index % perSheet;
    const [x, y] = [(place % columns) * width, Math.floor(place / columns) * height];
    const name = sheets[Math.floor(index / perSheet)] ?? '';
    const to = Math.min(from + everySeconds * 1_000, durationMs);
    return `${stamp(from)} --> ${stamp(to)}\n${name}#xywh=${x},${y},${width},${height}\n`;
  });
  return ['WEBVTT\n', ...cues].join('\n');
}
