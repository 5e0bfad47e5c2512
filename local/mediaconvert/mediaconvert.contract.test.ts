import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { CreateJobCommand, GetJobCommand, MediaConvertClient } from '@aws-sdk/client-mediaconvert';
import { S3Client } from '@aws-sdk/client-s3';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startS3 } from '@/local/s3';
import { findFfmpeg } from '@/prisma/seed/media/ffmpeg';
import { createMediaConvertTranscoder } from '@/server/platform/adapters/mediaconvert-transcoder';
import { createObjectStore, type ObjectStore } from '@/server/platform/adapters/object-store';
import {
  MediaUnreadableError,
  NothingToPlayError,
  type RenderJob,
  type Transcoder,
} from '@/server/platform/adapters/transcoder';
import { eventually } from '../inngest/testing/eventually';
import { type MediaConvertServer, startMediaConvert } from './index';

const run = promisify(execFile);
const keys = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret/with+signs', region: 'eu-central-1' };
const role = 'arn:aws:iam::111122223333:role/lyceum';
const bucket = 'media-bucket';

let dir: string;
let ffmpeg: string;
let store: ObjectStore;
let service: MediaConvertServer;
let make: () => Transcoder;
let close: () => Promise<void>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lyceum-mc-'));
  ffmpeg = await findFfmpeg();
  const s3 = await startS3({ port: 0, dataDir: join(dir, 's3'), credentials: keys, buckets: [bucket] });
  const place = { endpoint: s3.url, region: keys.region };
  const client = new S3Client({ ...place, forcePathStyle: true, credentials: keys });
  service = await startMediaConvert({ port: 0, keys, ffmpeg, s3: client });
  store = createObjectStore({ ...place, bucket, ...keys });
  const { url: endpoint } = service;
  const config = { region: keys.region, bucket, roleArn: role, endpoint, credentials: keys };
  make = () => createMediaConvertTranscoder(config, store);
  close = async () => {
    await service.close();
    await s3.close();
    await rm(dir, { recursive: true, force: true });
  };
  const film = ['-f', 'lavfi', '-i', 'testsrc=size=640x360:rate=25', '-f', 'lavfi', '-i', 'sine', '-t', '14'];
  const kept = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast', join(dir, 'film.mp4')];
  await run(ffmpeg, ['-nostdin', '-loglevel', 'error', ...film, ...kept]);
  await store.put('film', await readFile(join(dir, 'film.mp4')), { contentType: 'video/mp4' });
}, 60_000);
afterAll(async () => await close());

const source = { key: 'film', contentType: 'video/mp4' };

/** Asks until there is something, as the durable function does. */
async function untilDone<T>(ask: () => Promise<T | null>): Promise<T> {
  let result: T | null = null;
  await eventually(
    async () => {
      result = await ask();
      return result !== null;
    },
    'the job is done',
    30_000,
  );
  if (result === null) throw new Error('nothing came of it');
  return result;
}

const render = async (job: RenderJob) => await untilDone(async () => await make().render(job));

describe('MediaConvert behind our port', () => {
  it('looks at a recording', async () => {
    const facts = await make().probe(source);
    expect(facts).toMatchObject({ picture: { width: 640, height: 360 }, hasSound: true });
    expect(Math.abs(facts.durationMs - 14_000)).toBeLessThan(100);
  });

  it('makes a size of a video in one job, whoever asks for it, and however often', async () => {
    const size = { width: 320, height: 180, bitsPerSecond: 500_000 };
    const stretch = { fromSeconds: 0, seconds: 14, segmentSeconds: 6, firstSegment: 0 };
    const job = { kind: 'pictures' as const, source, folder: 'a/180p/', size, stretch };
    // Each asks with a transcoder of its own, as processes do that follow each other.
    expect(await make().render(job)).toBeNull();
    const rendered = await render(job);
    expect(rendered.map(({ name }) => name)).toEqual(['mc-v_00001.ts', 'mc-v_00002.ts', 'mc-v_00003.ts']);
    expect(rendered.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(14, 0);
    expect(await render(job)).toEqual(rendered);
    expect(service.jobs).toHaveLength(1);
    expect(await store.head('a/180p/mc-v_00001.ts')).toMatchObject({ contentType: 'video/mp2t' });
  }, 60_000);

  it('is asked for the same job by two processes at once', async () => {
    const before = service.jobs.length;
    const job = {
      kind: 'sound' as const,
      source,
      folder: 'twice/',
      bitsPerSecond: 96_000,
      segmentSeconds: 6,
    };
    const wish = { ...job, loudness: null };
    await Promise.all([make().render(wish), make().render(wish), make().render(wish)]);
    await render(wish);
    expect(service.jobs.length - before).toBe(1);
  }, 60_000);

  it('makes stills and sheets of small pictures from frames', async () => {
    const shots = [1, 9].map((atSeconds) => ({ name: `poster-${atSeconds}.jpg`, atSeconds }));
    const stills = { kind: 'stills' as const, source, folder: 'b/', shots, width: 640, height: 360 };
    expect(await render(stills)).toEqual(shots.map(({ name }) => ({ name, seconds: 0 })));
    const still = async (name: string) => await buffer(await store.get(`b/${name}`));
    expect(await sharp(await still('poster-9.jpg')).metadata()).toMatchObject({ width: 640, height: 360 });
    expect((await still('poster-9.jpg')).equals(await still('poster-1.jpg'))).toBe(false);
    expect((await store.list('b/', 50)).filter((key) => !key.includes('job-'))).toEqual([
      ...['b/poster-1.jpg', 'b/poster-9.jpg'],
    ]);

    const layout = { everySeconds: 1, columns: 3, rows: 3, width: 160, height: 90 };
    const sheets = { kind: 'thumbnails' as const, source, folder: 'c/', layout, durationMs: 14_000 };
    expect((await render(sheets)).map(({ name }) => name)).toEqual(['000.jpg', '001.jpg']);
    const sheet = await sharp(await buffer(await store.get('c/001.jpg'))).metadata();
    expect([sheet.width, sheet.height]).toEqual([480, 270]);
  }, 60_000);

  it('measures a recording, keeps what it heard, and lets the samples go', async () => {
    const job = { source, folder: 'd/', durationMs: 14_000, peaks: 7 };
    const heard = await untilDone(async () => await make().listen(job));
    expect(heard.loudness).toMatchObject({ firstPass: null });
    expect(heard.loudness?.lufs).toBeCloseTo(-21.8, 0);
    expect(heard.peaks).toHaveLength(7);
    for (const peak of heard.peaks) expect(peak).toBeCloseTo(32, -1);
    expect((await store.list('d/', 50)).filter((key) => key.endsWith('.wav'))).toEqual([]);
    expect(await make().listen(job)).toEqual(heard);
  }, 60_000);

  it('says of a damaged file that it is the file', async () => {
    for (const bytes of [Buffer.from('%PDF-1.7 and so on'), Buffer.alloc(3)]) {
      await store.put('broken', bytes, { contentType: 'video/mp4' });
      await expect(make().probe({ ...source, key: 'broken' })).rejects.toBeInstanceOf(MediaUnreadableError);
    }
    // What looks whole from outside fails when it is decoded.
    const film = await readFile(join(dir, 'film.mp4'));
    await store.put('cut', Buffer.concat([film.subarray(0, 60), film.subarray(9_000)]), {
      contentType: 'a/b',
    });
    const wish = { kind: 'sound' as const, source: { ...source, key: 'cut' }, folder: 'cut/' };
    const sound = { ...wish, bitsPerSecond: 96_000, segmentSeconds: 6, loudness: null };
    await expect(render(sound)).rejects.toBeInstanceOf(MediaUnreadableError);
    await expect(make().probe({ ...source, key: 'nowhere' })).rejects.toBeInstanceOf(MediaUnreadableError);
  }, 60_000);

  it('tells a failure of its own from a broken file, and tries again as another job', async () => {
    const before = service.jobs.length;
    const wish = { kind: 'sound' as const, source: { ...source, key: 'late' }, folder: 'late/' };
    const sound = { ...wish, bitsPerSecond: 96_000, segmentSeconds: 6, loudness: null };
    // The object is not there yet: the service may not reach it.
    const failed = render(sound);
    await expect(failed).rejects.toThrow('1404');
    await expect(failed).rejects.not.toBeInstanceOf(MediaUnreadableError);
    await store.put('late', await readFile(join(dir, 'film.mp4')), { contentType: 'video/mp4' });
    expect((await render(sound)).length).toBe(3);
    expect(service.jobs.length - before).toBe(2);
  }, 60_000);

  it('tells a file without streams from a damaged one', async () => {
    const subtitles = ['-f', 'srt', '-i', join(dir, 'words.srt'), '-c:s', 'mov_text', join(dir, 'words.mp4')];
    await writeFile(join(dir, 'words.srt'), '1\n00:00:01,000 --> 00:00:02,000\nHi\n');
    await run(ffmpeg, ['-nostdin', '-loglevel', 'error', ...subtitles]);
    await store.put('words', await readFile(join(dir, 'words.mp4')), { contentType: 'video/mp4' });
    await expect(make().probe({ ...source, key: 'words' })).rejects.toBeInstanceOf(NothingToPlayError);
  });
});

describe('the stand-in', () => {
  const client = (secretAccessKey: string) =>
    new MediaConvertClient({
      endpoint: service.url,
      region: keys.region,
      maxAttempts: 1,
      credentials: { ...keys, secretAccessKey },
    });

  it('answers nobody with other keys', async () => {
    const asked = client('another').send(new GetJobCommand({ Id: '1' }));
    await expect(asked).rejects.toMatchObject({ name: 'ForbiddenException' });
  });

  it('knows no other jobs, and takes none that it would not understand', async () => {
    await expect(client(keys.secretAccessKey).send(new GetJobCommand({ Id: '1' }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
    const captures = new CreateJobCommand({
      Role: role,
      Settings: {
        Inputs: [{ FileInput: `s3://${bucket}/film` }],
        OutputGroups: [
          {
            OutputGroupSettings: {
              Type: 'FILE_GROUP_SETTINGS',
              FileGroupSettings: { Destination: `s3://${bucket}/frames` },
            },
            Outputs: [
              {
                ContainerSettings: { Container: 'RAW' },
                VideoDescription: {
                  ...{ Width: 160, Height: 90 },
                  CodecSettings: {
                    Codec: 'FRAME_CAPTURE',
                    FrameCaptureSettings: {
                      ...{ FramerateNumerator: 1, FramerateDenominator: 1, MaxCaptures: 1, Quality: 80 },
                    },
                  },
                },
              },
            ],
          },
        ],
      },
    });
    const refused = client(keys.secretAccessKey).send(captures);
    await expect(refused).rejects.toMatchObject({ name: 'BadRequestException' });
    expect(await store.head('frames.0000000.jpg')).toBeNull();
  });
});
