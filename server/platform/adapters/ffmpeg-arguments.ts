import { waveformRate } from '@/server/platform/adapters/peak-meter';
import {
  type Loudness,
  type RenderJob,
  type SheetLayout,
  targetLufs,
  truePeakLimit,
} from '@/server/platform/adapters/transcoder';

type Job<Kind extends RenderJob['kind']> = Extract<RenderJob, { kind: Kind }>;

/** Shorter than this, in ms, a recording is decoded whole for its small pictures; of a longer one, key frames do. */
const decodedWholeMs = 10 * 60_000;

/** What was written into the file by a camera or a program stays out of everything that is made. */
const withoutMetadata = ['-map_metadata', '-1'];

const hlsOutput = (segmentSeconds: number, firstSegment: number): readonly string[] => [
  ...[...withoutMetadata, '-f', 'hls', '-hls_time', String(segmentSeconds), '-hls_list_size', '0'],
  ...['-start_number', String(firstSegment), '-hls_segment_filename', '%05d.ts', 'index.m3u8'],
];

/** How loud everything is made, as a filter; LRA is the range within which the second pass works with one gain. */
const loudnessFilter = (rest: string) => `loudnorm=I=${targetLufs}:TP=${truePeakLimit}:LRA=11:${rest}`;

function evenedOut(loudness: Loudness | null): readonly string[] {
  const first = loudness?.firstPass ?? null;
  if (loudness === null || first === null) return [];
  const measured = [
    ...[`measured_I=${loudness.lufs}`, `measured_TP=${first.truePeak}`, `measured_LRA=${first.range}`],
    ...[`measured_thresh=${first.threshold}`, `offset=${first.offset}`, 'linear=true'],
  ].join(':');
  return ['-af', loudnessFilter(measured)];
}

/** Measures the loudness, and writes the samples of the waveform to standard output. */
export function listenArguments(input: readonly string[]): readonly string[] {
  const graph = [
    '[0:a:0]asplit[loud][wave]',
    `[loud]${loudnessFilter('print_format=json')}[measured]`,
    `[wave]aresample=${waveformRate},aformat=channel_layouts=mono:sample_fmts=s16[samples]`,
  ].join(';');
  const outputs = ['-map', '[measured]', '-f', 'null', '-', '-map', '[samples]', '-f', 's16le', 'pipe:1'];
  return [...input, '-vn', '-filter_complex', graph, ...outputs];
}

/** One still picture, as wide and high as that. */
export function shotArguments(
  input: readonly string[],
  { name, atSeconds }: { readonly name: string; readonly atSeconds: number },
  { width, height }: { readonly width: number; readonly height: number },
): readonly string[] {
  const still = ['-an', '-frames:v', '1', '-vf', `scale=${width}:${height}`, '-q:v', '4', ...withoutMetadata];
  return ['-ss', String(atSeconds), ...input, ...still, name];
}

function soundArguments(job: Job<'sound'>, input: readonly string[]): readonly string[] {
  const rate = ['-c:a', 'aac', '-b:a', String(job.bitsPerSecond), '-ac', '2', '-ar', '48000'];
  const sound = ['-map', '0:a:0', '-vn', ...evenedOut(job.loudness), ...rate];
  return [...input, ...sound, ...hlsOutput(job.segmentSeconds, 0)];
}

function pictureArguments({ size, stretch }: Job<'pictures'>, input: readonly string[]): readonly string[] {
  const { fromSeconds, seconds, segmentSeconds, firstSegment } = stretch;
  return [
    ...['-ss', String(fromSeconds), '-t', String(seconds), ...input, '-map', '0:v:0', '-an'],
    ...['-vf', `scale=${size.width}:${size.height},setsar=1`, '-pix_fmt', 'yuv420p'],
    // Without B-frames the stretches follow each other without a gap, whoever made which.
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-bf', '0', '-threads', '2'],
    ...['-maxrate', String(size.bitsPerSecond), '-bufsize', String(size.bitsPerSecond * 2)],
    ...['-force_key_frames', `expr:gte(t,n_forced*${segmentSeconds})`],
    ...['-output_ts_offset', String(fromSeconds)],
    ...hlsOutput(segmentSeconds, firstSegment),
  ];
}

function sheetFilter({ everySeconds, columns, rows, width, height }: SheetLayout): string {
  return `fps=1/${everySeconds}:start_time=0,scale=${width}:${height},setsar=1,tile=${columns}x${rows}`;
}

function thumbnailArguments({ layout, durationMs }: Job<'thumbnails'>, input: readonly string[]) {
  const frames = durationMs > decodedWholeMs ? ['-skip_frame', 'nokey'] : [];
  const sheets = ['-an', '-vf', sheetFilter(layout), '-q:v', '5', ...withoutMetadata];
  return [...frames, ...input, '-map', '0:v:0', ...sheets, '-start_number', '0', '%03d.jpg'];
}

/** What ffmpeg is told for a piece of work that it does in one go. */
export function jobArguments(
  job: Exclude<RenderJob, { kind: 'stills' }>,
  input: readonly string[],
): readonly string[] {
  if (job.kind === 'sound') return soundArguments(job, input);
  return job.kind === 'pictures' ? pictureArguments(job, input) : thumbnailArguments(job, input);
}
