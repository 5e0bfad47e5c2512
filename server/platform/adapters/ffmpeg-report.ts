import { z } from 'zod';
import type { Loudness, MediaFacts } from '@/server/platform/adapters/transcoder';

const time = /(\d+):(\d\d):(\d\d(?:\.\d+)?)/;

function msOf(text: string | undefined): number {
  const [, hours = '0', minutes = '0', seconds = '0'] = time.exec(text ?? '') ?? [];
  return Math.round((Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000);
}

/** A cover picture within a sound file is no video. */
function pictureOf(input: string): MediaFacts['picture'] {
  const line = input.split('\n').find((one) => /Stream #0:\d+.*: Video: /.test(one));
  if (line === undefined || /attached pic|: Video: (mjpeg|png|bmp)\b/.test(line)) return null;
  const [, width = '0', height = '0'] = /, (\d{2,5})x(\d{2,5})[ ,]/.exec(`${line},`) ?? [];
  if (width === '0' || height === '0') return null;
  const degrees = Number(/rotate\s*:\s*(-?\d+)|rotation of (-?\d+)/.exec(input)?.slice(1).find(Boolean) ?? 0);
  const isTurned = Math.abs(degrees) % 180 === 90;
  const [shownWidth, shownHeight] = isTurned ? [height, width] : [width, height];
  return { width: Number(shownWidth), height: Number(shownHeight) };
}

/** How ffmpeg says that the bytes end before the file does; it takes what there is for all, and ends well. */
const isCutOff = /: partial file$|File ended prematurely|: Invalid data found when processing input$/m;

/**
 * Reads what ffmpeg says of a file that it has copied to nowhere. The length is the time it has got to, because what a
 * file says of its own length may be wrong.
 *
 * @returns `nothing` when there is neither picture nor sound in it; null when there is not a moment of it, or it is cut off.
 */
export function readMediaFacts(report: string): MediaFacts | 'nothing' | null {
  const [input = '', ...rest] = report.split(/^Output #0/m);
  const picture = pictureOf(input);
  const hasSound = /Stream #0:\d+.*: Audio: /.test(input);
  const reached = [...rest.join('').matchAll(/time=(\S+)/g)].at(-1)?.[1];
  const durationMs = msOf(reached) || msOf(/Duration: ([\d:.]+)/.exec(input)?.[1]);
  if (picture === null && !hasSound) return 'nothing';
  if (durationMs === 0 || isCutOff.test(report)) return null;
  return { durationMs, picture, hasSound };
}

const decibels = z.coerce.number();
const measured = z.object({
  input_i: decibels,
  input_tp: decibels,
  input_lra: decibels,
  input_thresh: decibels,
  target_offset: decibels,
});

/** Reads what the first pass of ffmpeg has measured; null for silence, whose loudness is no number. */
export function readLoudness(report: string): Loudness | null {
  const json = report.match(/\{[^{}]*"input_i"[^{}]*\}/)?.[0];
  if (json === undefined) return null;
  const { success, data } = measured.safeParse(JSON.parse(json));
  // Zod takes infinity for no number, which is how silence is written.
  if (!success || data.input_i < -69) return null;
  return {
    lufs: data.input_i,
    firstPass: {
      truePeak: data.input_tp,
      range: data.input_lra,
      threshold: data.input_thresh,
      offset: data.target_offset,
    },
  };
}
