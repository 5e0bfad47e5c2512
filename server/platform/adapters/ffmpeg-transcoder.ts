import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jobArguments, listenArguments, shotArguments } from '@/server/platform/adapters/ffmpeg-arguments';
import { readLoudness, readMediaFacts } from '@/server/platform/adapters/ffmpeg-report';
import { readPlaylist } from '@/server/platform/adapters/hls-playlist';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import { createPeakMeter } from '@/server/platform/adapters/peak-meter';
import { createSourceCopies } from '@/server/platform/adapters/source-copies';
import {
  type MediaSource,
  MediaUnreadableError,
  NothingToPlayError,
  type Rendered,
  type RenderJob,
  type Transcoder,
} from '@/server/platform/adapters/transcoder';

const run = promisify(execFile);

/** Of the folders that work is done in. */
const scratchPrefix = 'lyceum-media-';

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

/** How ffmpeg says that it is the file, and not the disk, the network or the machine. */
const fileAtFault =
  /Invalid data found|moov atom not found|matches no streams|Invalid argument|Could not find codec|End of file|Error while decoding|Output file is empty/i;

/** It could be opened, and there was nothing to take from it. */
const nothingInIt = /does not contain any stream/i;

function asFailure(error: unknown): unknown {
  const said = String(Reflect.get(Object(error), 'stderr') ?? '');
  if (nothingInIt.test(said)) return new NothingToPlayError('there are no streams in it', { cause: error });
  return fileAtFault.test(said) ? new MediaUnreadableError('ffmpeg cannot read it', { cause: error }) : error;
}

/** The files of a playlist with their length, without those that nothing is in; a still has no playlist. */
async function readRendered(dir: string): Promise<Rendered[]> {
  const names = (await readdir(dir)).filter((name) => /\.(ts|jpg)$/.test(name)).sort();
  const playlist = await readFile(join(dir, 'index.m3u8'), 'utf8').catch(() => '');
  const lengths = new Map(readPlaylist(playlist).map(({ name, seconds }) => [name, seconds]));
  const rendered = names.map((name) => ({ name, seconds: lengths.get(name) ?? 0 }));
  return rendered.filter(({ name, seconds }) => name.endsWith('.jpg') || seconds > 0);
}

/** Says of a piece of work whether nothing may come of it: where the pictures are over, the sound may go on. */
function mayBeEmpty(job: RenderJob): boolean {
  return job.kind === 'pictures' && job.stretch.firstSegment > 0;
}

/** Removes the folders of work that was killed: nothing takes so long. */
async function removeLeftScratch(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(scratchPrefix)) continue;
    const path = join(tmpdir(), name);
    const madeMs = (await stat(path).catch(() => null))?.mtimeMs ?? Date.now();
    if (Date.now() - madeMs > 2 * timeoutMs) await rm(path, { recursive: true, force: true });
  }
}

async function inScratch<T>(work: (dir: string) => Promise<T>): Promise<T> {
  await removeLeftScratch();
  const dir = await mkdtemp(join(tmpdir(), scratchPrefix));
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Runs ffmpeg and gives each piece of what it writes to a function; returns what it said. */
async function runReading(
  path: string,
  args: readonly string[],
  onData: (bytes: Buffer) => void,
): Promise<string> {
  const child = spawn(path, [...common, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  child.stdout.on('data', onData);
  // What matters is said last.
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-100_000);
  });
  const [code] = await once(child, 'close');
  if (code === 0) return said;
  throw asFailure(Object.assign(new Error(`ffmpeg ended with ${code}`), { stderr: said }));
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
  const make = async (job: RenderJob, input: readonly string[], dir: string): Promise<void> => {
    const quietly = async (args: readonly string[]) => await ffmpeg(['-loglevel', 'error', ...args], dir);
    if (job.kind !== 'stills') return void (await quietly(jobArguments(job, input)));
    for (const shot of job.shots) {
      await quietly(shotArguments(input, shot, job));
      const isThere = (await readdir(dir)).includes(shot.name);
      // Where the wanted moment lies behind the last picture, there still is a first one.
      if (!isThere) await quietly(shotArguments(input, { ...shot, atSeconds: 0 }, job));
    }
  };
  return {
    takesWholes: false,
    async probe(source) {
      // Copying to nowhere reads the file to its end, which finds what is cut off, and takes no decoding.
      const copy = ['-map', '0:v:0?', '-map', '0:a:0?', '-c', 'copy', '-f', 'null', '-'];
      const input = await inputOf(source);
      const report = await inScratch(async (dir) => await ffmpeg([...input, ...copy], dir));
      const facts = readMediaFacts(report);
      if (facts === 'nothing') throw new NothingToPlayError('there is neither picture nor sound in it');
      if (facts === null) throw new MediaUnreadableError('there is nothing to play in it');
      return facts;
    },
    async listen({ source, durationMs, peaks }) {
      const meter = createPeakMeter(durationMs, peaks);
      const args = listenArguments(await inputOf(source));
      const said = await runReading(ffmpegPath, args, meter.take);
      return { loudness: readLoudness(said), peaks: meter.peaks() };
    },
    async render(job) {
      const input = await inputOf(job.source);
      return await inScratch(async (dir) => {
        await make(job, input, dir);
        const rendered = await readRendered(dir);
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
