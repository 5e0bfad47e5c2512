import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Group, JobBody, JobOutput } from './job-schema';

const run = promisify(execFile);

/** What a job works with. */
export type Tools = { readonly s3: S3Client; readonly ffmpeg: string };

/** A job that has failed, with the number the service gives to such failures. */
export class JobError extends Error {
  override readonly name = 'JobError';
  readonly code: number;
  constructor(message: string, { code, cause }: { readonly code: number; readonly cause?: unknown }) {
    super(message, { cause });
    this.code = code;
  }
}

function partsOf(url: string): { Bucket: string; Key: string } {
  const [, Bucket = '', Key = ''] = /^s3:\/\/([^/]+)\/(.+)$/.exec(url) ?? [];
  return { Bucket, Key };
}

/** Fetches what a job reads. @throws JobError 1404 */
export async function fetchInput({ s3 }: Tools, url: string, path: string): Promise<void> {
  try {
    const { Body } = await s3.send(new GetObjectCommand(partsOf(url)));
    if (Body instanceof Readable) await pipeline(Body, createWriteStream(path));
  } catch (error) {
    throw new JobError(`cannot read ${url}`, { code: 1_404, cause: error });
  }
}

function seconds(timecode: string): number {
  const [hours = 0, minutes = 0, whole = 0] = timecode.split(':').map(Number);
  return hours * 3_600 + minutes * 60 + whole;
}

function inputArguments({ settings }: JobBody, path: string): string[] {
  const [clip] = settings.inputs[0]?.inputClippings ?? [];
  const from = clip?.startTimecode === undefined ? [] : ['-ss', String(seconds(clip.startTimecode))];
  const to = clip?.endTimecode === undefined ? [] : ['-to', String(seconds(clip.endTimecode))];
  return [...from, ...to, '-i', path];
}

function videoArguments({ videoDescription: video }: JobOutput): string[] {
  if (video === undefined) return ['-vn'];
  const { codecSettings, width, height } = video;
  const scale = `scale=${width}:${height},setsar=1`;
  if (codecSettings.codec === 'FRAME_CAPTURE') {
    const { framerateNumerator, framerateDenominator, maxCaptures } = codecSettings.frameCaptureSettings;
    const rate = `fps=${framerateNumerator}/${framerateDenominator}:start_time=0`;
    return ['-map', '0:v:0', '-vf', `${rate},${scale}`, '-frames:v', String(maxCaptures)];
  }
  const { maxBitrate, gopSize } = codecSettings.h264Settings;
  return [
    ...[
      '-map',
      '0:v:0',
      '-vf',
      scale,
      '-pix_fmt',
      'yuv420p',
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-bf',
      '0',
    ],
    ...['-maxrate', String(maxBitrate), '-bufsize', String(maxBitrate * 2)],
    ...['-force_key_frames', `expr:gte(t,n_forced*${gopSize})`],
  ];
}

function audioArguments({ audioDescriptions = [] }: JobOutput): string[] {
  const [audio] = audioDescriptions;
  if (audio === undefined) return ['-an'];
  const { codecSettings, audioNormalizationSettings: norm } = audio;
  const target = norm?.algorithmControl === 'CORRECT_AUDIO' ? (norm.targetLkfs ?? -24) : null;
  const filter = target === null ? [] : ['-af', `loudnorm=I=${target}:TP=-1.5:LRA=11`];
  if (codecSettings.codec === 'WAV') {
    const { channels, sampleRate } = codecSettings.wavSettings;
    return [
      '-map',
      '0:a:0',
      ...filter,
      '-c:a',
      'pcm_s16le',
      '-ac',
      String(channels),
      '-ar',
      String(sampleRate),
    ];
  }
  const { bitrate, sampleRate } = codecSettings.aacSettings;
  return [
    '-map',
    '0:a:0',
    ...filter,
    '-c:a',
    'aac',
    '-b:a',
    String(bitrate),
    '-ac',
    '2',
    '-ar',
    String(sampleRate),
  ];
}

function containerArguments(
  { outputGroupSettings: settings }: Group,
  output: JobOutput,
  base: string,
): string[] {
  const name = `${base}${output.nameModifier ?? ''}`;
  if (settings.type === 'HLS_GROUP_SETTINGS') {
    const time = [
      '-f',
      'hls',
      '-hls_time',
      String(settings.hlsGroupSettings.segmentLength),
      '-hls_list_size',
      '0',
    ];
    return [...time, '-start_number', '1', '-hls_segment_filename', `${name}_%05d.ts`, `${name}.m3u8`];
  }
  const isCapture = output.videoDescription?.codecSettings.codec === 'FRAME_CAPTURE';
  if (isCapture) return ['-q:v', '4', '-start_number', '0', `${name}.%07d.jpg`];
  return [`${name}.${output.extension ?? 'mp4'}`];
}

/** The service writes a table beside a sound that is to be logged. */
async function logLoudness({ ffmpeg }: Tools, input: string[], cwd: string, base: string): Promise<void> {
  const measure = ['-map', '0:a:0', '-af', 'loudnorm=print_format=json', '-f', 'null', '-'];
  const { stderr } = await run(ffmpeg, ['-hide_banner', '-nostdin', ...input, ...measure], { cwd });
  const lufs = /"input_i" : "([^"]+)"/.exec(stderr)?.[1] ?? '-inf';
  const table = `Dialnorm,InputIntegratedLoudness,InputMaxLoudness\n-24,${lufs},${lufs}\n`;
  await writeFile(join(cwd, `${base}_loudness.csv`), table);
}

const types: Readonly<Record<string, string>> = {
  ...{ ts: 'video/mp2t', m3u8: 'application/x-mpegURL', jpg: 'image/jpeg', mp4: 'video/mp4' },
  ...{ wav: 'audio/wav', csv: 'text/csv' },
};

async function makeGroup(tools: Tools, group: Group, input: string[]): Promise<void> {
  const settings = group.outputGroupSettings;
  const destination =
    settings.type === 'HLS_GROUP_SETTINGS'
      ? settings.hlsGroupSettings.destination
      : settings.fileGroupSettings.destination;
  const { Bucket, Key } = partsOf(destination);
  const folder = Key.slice(0, Key.lastIndexOf('/') + 1);
  const base = Key.slice(folder.length);
  const cwd = await mkdtemp(join(tmpdir(), 'mediaconvert-'));
  try {
    for (const output of group.outputs) {
      const made = [
        ...videoArguments(output),
        ...audioArguments(output),
        ...containerArguments(group, output, base),
      ];
      await run(tools.ffmpeg, ['-nostdin', '-loglevel', 'error', '-y', ...input, ...made], { cwd });
      const isLogged = output.audioDescriptions?.[0]?.audioNormalizationSettings?.loudnessLogging === 'LOG';
      if (isLogged) await logLoudness(tools, input, cwd, base);
    }
    for (const name of await readdir(cwd)) {
      const ContentType = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      const Body = await readFile(join(cwd, name));
      await tools.s3.send(new PutObjectCommand({ Bucket, Key: `${folder}${name}`, Body, ContentType }));
    }
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** Does everything a job asks for. @throws JobError */
export async function doJob(tools: Tools, body: JobBody): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'mediaconvert-'));
  try {
    const path = join(dir, 'input');
    await fetchInput(tools, body.settings.inputs[0]?.fileInput ?? '', path);
    for (const group of body.settings.outputGroups) await makeGroup(tools, group, inputArguments(body, path));
  } catch (error) {
    if (error instanceof JobError) throw error;
    throw new JobError('the input cannot be decoded', { code: 1_010, cause: error });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
