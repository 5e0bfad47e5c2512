import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readMediaFacts } from '@/server/platform/adapters/ffmpeg-report';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import { createSourceCopies } from '@/server/platform/adapters/source-copies';
import {
  type MediaSource,
  MediaUnreadableError,
  type Rendered,
  type RenderJob,
  type Transcoder,
} from '@/server/platform/adapters/transcoder';

const run = promisify(execFile);

/** A piece of work is cut so that it takes seconds to minutes; what takes longer than this, in ms, hangs. */
const timeoutMs = 20 * 60_000;

/** The demuxer of each type: a file is never opened as something that names other files or addresses. */
const demuxers: Readonly<Record<string, string>> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'audio/mp4': 'mov',
  'video/webm': 'matroska',
  'video/matroska': 'matroska',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/ogg': 'ogg',
  'audio/flac': 'flac',
};

const contentTypes = { '.ts': 'video/mp2t', '.jpg': 'image/jpeg' } as const;

const common = ['-hide_banner', '-nostdin', '-y'];

const hlsOutput = (segmentSeconds: number, firstSegment: number): readonly string[] => [
  ...['-f', 'hls', '-hls_time', String(segmentSeconds), '-hls_list_size', '0'],
  ...['-start_number', String(firstSegment), '-hls_segment_filename', '%05d.ts', 'index.m3u8'],
];

function jobArguments(job: RenderJob, input: readonly string[]): readonly string[] {
  if (job.kind === 'still') {
    const { atSeconds, width, height } = job;
    const still = ['-an', '-frames:v', '1', '-vf', `scale=${width}:${height}`, '-q:v', '4', 'still.jpg'];
    return ['-ss', String(atSeconds), ...input, ...still];
  }
  if (job.kind === 'sound') {
    const rate = ['-c:a', 'aac', '-b:a', String(job.bitsPerSecond), '-ac', '2', '-ar', '48000'];
    return [...input, '-map', '0:a:0', '-vn', ...rate, ...hlsOutput(job.segmentSeconds, 0)];
  }
  const { size, stretch } = job;
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

/** How ffmpeg says that it is the file, and not the disk, the network or the machine. */
const fileAtFault =
  /Invalid data found|moov atom not found|does not contain any stream|matches no streams|Invalid argument|Could not find codec|End of file|Error while decoding|Output file is empty/i;

function asFailure(error: unknown): unknown {
  const said = String(Reflect.get(Object(error), 'stderr') ?? '');
  return fileAtFault.test(said) ? new MediaUnreadableError('ffmpeg cannot read it', { cause: error }) : error;
}

/** The files of a playlist with their length, without those that nothing is in; a still has no playlist. */
async function readRendered(dir: string): Promise<Rendered[]> {
  const names = (await readdir(dir)).filter((name) => /\.(ts|jpg)$/.test(name)).sort();
  const playlist = await readFile(join(dir, 'index.m3u8'), 'utf8').catch(() => '');
  const lengths = new Map(
    [...playlist.matchAll(/#EXTINF:([\d.]+),[^\n]*\n(\S+)/g)].map(([, seconds, name = '']) => [
      name,
      Number(seconds),
    ]),
  );
  const rendered = names.map((name) => ({ name, seconds: lengths.get(name) ?? 0 }));
  return rendered.filter(({ name, seconds }) => name.endsWith('.jpg') || seconds > 0);
}

/** Says of a piece of work whether nothing may come of it: where the pictures are over, the sound may go on. */
function mayBeEmpty(job: RenderJob): boolean {
  return job.kind === 'pictures' && job.stretch.firstSegment > 0;
}

/** Makes a transcoder of the ffmpeg of this machine, which reads from the store and whose files are put there. */
export function createFfmpegTranscoder(
  ffmpegPath: string,
  objectStore: Pick<ObjectStore, 'get' | 'put'>,
): Transcoder {
  const copyOf = createSourceCopies(objectStore);
  const inputOf = async ({ key, contentType }: MediaSource): Promise<readonly string[]> => {
    const demuxer = demuxers[contentType];
    if (demuxer === undefined) throw new MediaUnreadableError(`no demuxer for ${contentType}`);
    return ['-protocol_whitelist', 'file,crypto', '-f', demuxer, '-i', await copyOf(key)];
  };
  const ffmpeg = async (args: readonly string[], cwd: string): Promise<string> => {
    try {
      const options = { cwd, timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 16_000_000 } as const;
      return (await run(ffmpegPath, [...common, ...args], options)).stderr;
    } catch (error) {
      throw asFailure(error);
    }
  };
  const inScratch = async <T>(work: (dir: string) => Promise<T>): Promise<T> => {
    const dir = await mkdtemp(join(tmpdir(), 'lyceum-media-'));
    try {
      return await work(dir);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  };
  return {
    async probe(source) {
      // Copying to nowhere reads the file to its end, which finds what is cut off, and takes no decoding.
      const copy = ['-map', '0:v:0?', '-map', '0:a:0?', '-c', 'copy', '-f', 'null', '-'];
      const input = await inputOf(source);
      const report = await inScratch(async (dir) => await ffmpeg([...input, ...copy], dir));
      const facts = readMediaFacts(report);
      if (facts === null) throw new MediaUnreadableError('there is nothing to play in it');
      return facts;
    },
    async render(job) {
      const input = await inputOf(job.source);
      return await inScratch(async (dir) => {
        const make = async (one: RenderJob) => {
          await ffmpeg(['-loglevel', 'error', ...jobArguments(one, input)], dir);
          return await readRendered(dir);
        };
        let rendered = await make(job);
        // Where the wanted moment lies behind the last picture, there still is a first one.
        if (rendered.length === 0 && job.kind === 'still') rendered = await make({ ...job, atSeconds: 0 });
        if (rendered.length === 0 && !mayBeEmpty(job)) throw new MediaUnreadableError('nothing came of it');
        for (const { name } of rendered) {
          const contentType = name.endsWith('.ts') ? contentTypes['.ts'] : contentTypes['.jpg'];
          await objectStore.put(`${job.folder}${name}`, await readFile(join(dir, name)), { contentType });
        }
        return rendered;
      });
    },
  };
}
