import type { ProbeResult, Track } from '@aws-sdk/client-mediaconvert';
import type { Loudness, MediaFacts } from '@/server/platform/adapters/transcoder';

/** A cover picture within a sound file is no video. */
const stillCodecs: ReadonlySet<string> = new Set(['MJPEG', 'JPEG', 'PNG', 'BMP']);

function pictureOf(tracks: readonly Track[]): MediaFacts['picture'] {
  const video = tracks.find(({ TrackType, Codec }) => TrackType === 'video' && !stillCodecs.has(Codec ?? ''));
  const { Width = 0, Height = 0, Rotation = 0 } = video?.VideoProperties ?? {};
  if (Width === 0 || Height === 0) return null;
  const isTurned = Math.abs(Rotation) % 180 === 90;
  return isTurned ? { width: Height, height: Width } : { width: Width, height: Height };
}

/**
 * Reads what MediaConvert has seen in a file.
 *
 * @returns `nothing` when there is neither picture nor sound in it; null when it was not recognised, or has no length.
 */
export function readProbe({ Container }: ProbeResult): MediaFacts | 'nothing' | null {
  const { Format, Duration = 0, Tracks = [] } = Container ?? {};
  if (Format === undefined) return null;
  const picture = pictureOf(Tracks);
  const hasSound = Tracks.some(({ TrackType }) => TrackType === 'audio');
  if (picture === null && !hasSound) return 'nothing';
  const seconds = Math.max(Duration, ...Tracks.map((track) => track.Duration ?? 0));
  return seconds > 0 ? { durationMs: Math.round(seconds * 1_000), picture, hasSound } : null;
}

/**
 * Reads the loudness of a recording from the table that MediaConvert writes. Its columns are not documented: the first
 * that speaks of the integrated loudness of the input is taken, else of any.
 *
 * @returns null for silence, and when no column is understood.
 */
export function readLoudnessTable(table: string): Loudness | null {
  const rows = table
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((cell) => cell.trim().replace(/^"|"$/g, '')));
  const [header = [], ...values] = rows;
  const names = header.map((name) => name.toLowerCase().replace(/[^a-z]/g, ''));
  const is = (name: string) => name.includes('integrated') && name.includes('loudness');
  const own = names.findIndex((name) => is(name) && name.includes('input'));
  const at = own < 0 ? names.findIndex(is) : own;
  const lufs = Number.parseFloat(values.at(-1)?.[at] ?? '');
  return Number.isFinite(lufs) && lufs > -69 ? { lufs, firstPass: null } : null;
}

/**
 * Tells of an error of a job whether the file is at fault, whom trying again cannot help. The service numbers what it
 * cannot read in a file from 1000 on; 1400 to 1499 and 3400 on are what it may not reach in S3, 1500 on its own failures.
 */
export function isFileAtFault(errorCode: number | undefined): boolean {
  return errorCode !== undefined && errorCode >= 1_000 && errorCode < 1_400;
}
