import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import {
  BadRequestException,
  CreateJobCommand,
  GetJobCommand,
  type JobSettings,
  MediaConvertClient,
  type MediaConvertClientConfig,
  NotFoundException,
  ProbeCommand,
} from '@aws-sdk/client-mediaconvert';
import sharp from 'sharp';
import { z } from 'zod';
import { readPlaylist } from '@/server/platform/adapters/hls-playlist';
import { isFileAtFault, readLoudnessTable, readProbe } from '@/server/platform/adapters/mediaconvert-report';
import {
  listenSettings,
  nameOfFrames,
  objectUrl,
  outputNames,
  renderSettings,
  shotSettings,
  streamPlaylist,
} from '@/server/platform/adapters/mediaconvert-settings';
import { ObjectNotFoundError, type ObjectStore } from '@/server/platform/adapters/object-store';
import { createPeakMeter } from '@/server/platform/adapters/peak-meter';
import {
  type Heard,
  type ListenJob,
  MediaUnreadableError,
  NothingToPlayError,
  type Rendered,
  type RenderJob,
  type SheetLayout,
  type Transcoder,
} from '@/server/platform/adapters/transcoder';

/** How MediaConvert is reached, and as whom it works. */
export type MediaConvertConfig = {
  readonly region: string;
  readonly bucket: string;
  /** The role it takes on to read and write the bucket. */
  readonly roleArn: string;
  readonly queueArn?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly credentials?: MediaConvertClientConfig['credentials'];
};

type Store = Pick<ObjectStore, 'get' | 'put' | 'list' | 'delete'>;

/** What is kept of a job beside what it makes, so that any process can ask for it. */
const note = z.object({ jobId: z.string().nullable(), attempt: z.number().int() });
type Note = z.infer<typeof note>;

const heardBefore = z.object({
  loudness: z.object({ lufs: z.number(), firstPass: z.null() }).nullable(),
  peaks: z.array(z.number().int()),
});

const jpeg = { contentType: 'image/jpeg' } as const;

async function readOrNull(store: Store, key: string): Promise<string | null> {
  try {
    return await text(await store.get(key));
  } catch (error) {
    if (error instanceof ObjectNotFoundError) return null;
    throw error;
  }
}

/** Puts the small pictures of a recording together on sheets, as ffmpeg does; returns the names of the sheets. */
async function makeSheets(store: Store, folder: string, layout: SheetLayout): Promise<Rendered[]> {
  const frames = await store.list(`${folder}${outputNames.frames}.`, 1_000);
  const { columns, rows, width, height } = layout;
  const sheets: Rendered[] = [];
  for (let first = 0; first < frames.length; first += columns * rows) {
    const shown = frames.slice(first, first + columns * rows);
    const tiles = shown.map(async (key, place) => ({
      input: await buffer(await store.get(key)),
      left: (place % columns) * width,
      top: Math.floor(place / columns) * height,
    }));
    const size = { width: columns * width, height: rows * height };
    const sheet = sharp({ create: { ...size, channels: 3, background: '#000' } });
    const name = `${String(sheets.length).padStart(3, '0')}.jpg`;
    const made = sheet.composite(await Promise.all(tiles)).jpeg({ quality: 75 });
    await store.put(`${folder}${name}`, await made.toBuffer(), jpeg);
    sheets.push({ name, seconds: 0 });
  }
  return sheets;
}

/** Gives the samples of a wave file to a function, without what stands before them (RIFF). */
async function readSamples(file: Readable, take: (bytes: Uint8Array) => void): Promise<void> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const bytes of file) {
    if (head === null) {
      take(bytes);
      continue;
    }
    head = Buffer.concat([head, bytes]);
    const at = head.indexOf('data', 12, 'latin1');
    if (at < 0 || head.byteLength < at + 8) continue;
    take(head.subarray(at + 8));
    head = null;
  }
}

/**
 * Makes a transcoder of AWS Elemental MediaConvert. Every piece of work is a job of its own in one go; which one, is
 * written beside what it makes, so that a process that dies is followed by another that asks for the same job.
 */
export function createMediaConvertTranscoder(config: MediaConvertConfig, store: Store): Transcoder {
  const { region, bucket, roleArn, queueArn, endpoint, credentials } = config;
  const place = { bucket };
  let client: MediaConvertClient | undefined;
  const send = () => {
    client ??= new MediaConvertClient({
      region,
      maxAttempts: 3,
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(credentials === undefined ? {} : { credentials }),
    });
    return client;
  };

  const begin = async (key: string, settings: JobSettings, attempt: number): Promise<void> => {
    // Who dies between the next two lines, or is there twice, gets the same job.
    const token = createHash('sha256')
      .update(`${attempt} ${JSON.stringify(settings)}`)
      .digest('hex')
      .slice(0, 36);
    const { Job } = await send().send(
      new CreateJobCommand({
        Role: roleArn,
        ...(queueArn === undefined ? {} : { Queue: queueArn }),
        ClientRequestToken: token,
        Settings: { ...settings, TimecodeConfig: { Source: 'ZEROBASED' } },
      }),
    );
    const noted: Note = { jobId: Job?.Id ?? null, attempt };
    await store.put(key, JSON.stringify(noted), { contentType: 'application/json' });
  };

  const stateOf = async (jobId: string) => {
    try {
      return (await send().send(new GetJobCommand({ Id: jobId }))).Job ?? null;
    } catch (error) {
      if (error instanceof NotFoundException) return null;
      throw error;
    }
  };

  /** Begins a job, or asks how it is; true when it is done. @throws MediaUnreadableError, Error when it has failed */
  const isDone = async (folder: string, settings: JobSettings): Promise<boolean> => {
    const hash = createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16);
    const key = `${folder}job-${hash}.json`;
    const found = await readOrNull(store, key);
    const { jobId, attempt } = found === null ? { jobId: null, attempt: 1 } : note.parse(JSON.parse(found));
    const job = jobId === null ? null : await stateOf(jobId);
    if (job === null) {
      await begin(key, settings, attempt);
      return false;
    }
    if (job.Status === 'COMPLETE') return true;
    if (job.Status !== 'ERROR' && job.Status !== 'CANCELED') return false;
    const why = `MediaConvert: ${job.Status} ${job.ErrorCode ?? ''} ${job.ErrorMessage ?? ''}`;
    if (isFileAtFault(job.ErrorCode)) throw new MediaUnreadableError(why);
    // Trying again is a job of its own.
    await store.put(key, JSON.stringify({ jobId: null, attempt: attempt + 1 } satisfies Note), {
      contentType: 'application/json',
    });
    throw new Error(why);
  };

  const clear = async (prefix: string) => {
    for (const key of await store.list(prefix, 1_000)) await store.delete(key);
  };

  const makeStills = async (job: Extract<RenderJob, { kind: 'stills' }>) => {
    const done = await Promise.all(
      job.shots.map(async (shot) => await isDone(job.folder, shotSettings(place, job, shot))),
    );
    if (!done.every(Boolean)) return null;
    const rendered: Rendered[] = [];
    for (const shot of job.shots) {
      const prefix = `${job.folder}${nameOfFrames(shot)}`;
      const [frame] = await store.list(`${prefix}.`, 1);
      if (frame !== undefined) {
        await store.put(`${job.folder}${shot.name}`, await buffer(await store.get(frame)), jpeg);
        await clear(prefix);
      }
      rendered.push({ name: shot.name, seconds: 0 });
    }
    return rendered;
  };

  const measure = async ({ folder, durationMs, peaks }: ListenJob): Promise<Heard> => {
    const prefix = `${folder}${outputNames.wave}`;
    const made = await store.list(prefix, 20);
    const wave = made.find((key) => key.endsWith('.wav'));
    const table = made.find((key) => key.endsWith('.csv'));
    if (wave === undefined) throw new Error(`MediaConvert has left no samples at ${prefix}`);
    const meter = createPeakMeter(durationMs, peaks);
    await readSamples(await store.get(wave), meter.take);
    const loudness = table === undefined ? null : readLoudnessTable((await readOrNull(store, table)) ?? '');
    return { loudness, peaks: meter.peaks() };
  };

  const listen = async (job: ListenJob): Promise<Heard | null> => {
    const { folder, source } = job;
    const key = `${folder}heard.json`;
    const before = await readOrNull(store, key);
    if (before !== null) return heardBefore.parse(JSON.parse(before));
    if (!(await isDone(folder, listenSettings(place, source, folder)))) return null;
    const heard = await measure(job);
    await store.put(key, JSON.stringify(heard), { contentType: 'application/json' });
    // The samples of four hours are 230 MB.
    await clear(`${folder}${outputNames.wave}`);
    return heard;
  };

  return {
    takesWholes: true,
    async probe({ key }) {
      try {
        const InputFiles = [{ FileUrl: objectUrl(place, key) }];
        const { ProbeResults = [] } = await send().send(new ProbeCommand({ InputFiles }));
        const facts = readProbe(ProbeResults[0] ?? {});
        if (facts === 'nothing') throw new NothingToPlayError('there is neither picture nor sound in it');
        if (facts === null) throw new MediaUnreadableError('MediaConvert does not recognise it');
        return facts;
      } catch (error) {
        if (error instanceof BadRequestException)
          throw new MediaUnreadableError('MediaConvert cannot read it', { cause: error });
        throw error;
      }
    },
    listen,
    async render(job) {
      if (job.kind === 'stills') return await makeStills(job);
      if (!(await isDone(job.folder, renderSettings(place, job)))) return null;
      if (job.kind === 'thumbnails') return await makeSheets(store, job.folder, job.layout);
      const playlist = await readOrNull(store, `${job.folder}${streamPlaylist}`);
      const rendered = readPlaylist(playlist ?? '').filter(({ seconds }) => seconds > 0);
      if (rendered.length === 0) throw new MediaUnreadableError('nothing came of it');
      return rendered;
    },
  };
}
