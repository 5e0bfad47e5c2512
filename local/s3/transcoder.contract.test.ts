import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFfmpeg } from '@/prisma/seed/media/ffmpeg';
import { readLoudness } from '@/server/platform/adapters/ffmpeg-report';
import { createFfmpegTranscoder } from '@/server/platform/adapters/ffmpeg-transcoder';
import { createObjectStore, type ObjectStore } from '@/server/platform/adapters/object-store';
import { MediaUnreadableError, type Transcoder } from '@/server/platform/adapters/transcoder';
import { type TestBucket, testBuckets, testPrefix } from './test-targets';

const run = promisify(execFile);

describe.each(testBuckets)('ffmpeg over $name', ({ open }) => {
  let target: TestBucket;
  let store: ObjectStore;
  let transcoder: Transcoder;
  let ffmpeg: string;
  let dir: string;
  const key = (name: string) => `${testPrefix}transcoder/${name}`;
  const source = { key: key('source'), contentType: 'video/mp4' };

  beforeAll(async () => {
    target = await open();
    const { accessKeyId, secretAccessKey } = await target.s3.config.credentials();
    const endpoint = target.base.slice(0, -target.bucket.length - 1);
    const region = await target.s3.config.region();
    store = createObjectStore({ endpoint, region, bucket: target.bucket, accessKeyId, secretAccessKey });
    ffmpeg = await findFfmpeg();
    transcoder = createFfmpegTranscoder(ffmpeg, store);
    dir = await mkdtemp(join(tmpdir(), 'lyceum-test-'));
    const film = ['-f', 'lavfi', '-i', 'testsrc=size=640x360:rate=25', '-f', 'lavfi', '-i', 'sine'];
    const kept = ['-t', '40', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast'];
    await run(ffmpeg, ['-nostdin', '-loglevel', 'error', ...film, ...kept, join(dir, 'film.mp4')]);
    await store.put(source.key, await readFile(join(dir, 'film.mp4')), { contentType: 'video/mp4' });
  }, 60_000);
  afterAll(async () => {
    await target.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('sees what a recording is', async () => {
    const facts = await transcoder.probe(source);
    expect(facts).toMatchObject({ picture: { width: 640, height: 360 }, hasSound: true });
    expect(Math.abs(facts.durationMs - 40_000)).toBeLessThan(100);
  });

  it('makes stretches of a stream that follow each other without a gap, the same ones again', async () => {
    const size = { width: 320, height: 180, bitsPerSecond: 500_000 };
    const stretchAt = (fromSeconds: number) => ({
      ...{ kind: 'pictures' as const, source, folder: key('180p/'), size },
      stretch: { fromSeconds, seconds: 30, segmentSeconds: 6, firstSegment: fromSeconds / 6 },
    });
    const first = await transcoder.render(stretchAt(0));
    const second = (await transcoder.render(stretchAt(30))) ?? [];
    expect(first).toEqual([0, 1, 2, 3, 4].map((number) => ({ name: `0000${number}.ts`, seconds: 6 })));
    expect(second.map(({ name }) => name)).toEqual(['00005.ts', '00006.ts']);
    expect(second.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(10, 1);
    expect(await transcoder.render(stretchAt(30))).toEqual(second);
    expect(await store.head(key('180p/00005.ts'))).toMatchObject({ contentType: 'video/mp2t' });
    expect(await store.list(key('180p/'), 50)).toHaveLength(7);
  }, 60_000);

  it('makes the sound a stream of its own, and a still picture', async () => {
    const job = {
      kind: 'sound' as const,
      source,
      folder: key('sound/'),
      bitsPerSecond: 96_000,
      segmentSeconds: 6,
      loudness: null,
    };
    const sound = (await transcoder.render(job)) ?? [];
    expect(sound.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(40, 0);
    const shots = [4, 30].map((atSeconds) => ({ name: `at-${atSeconds}.jpg`, atSeconds }));
    const stills = { kind: 'stills' as const, source, folder: key(''), shots, width: 320, height: 180 };
    expect(await transcoder.render(stills)).toEqual([
      { name: 'at-30.jpg', seconds: 0 },
      { name: 'at-4.jpg', seconds: 0 },
    ]);
    expect(await store.head(key('at-30.jpg'))).toMatchObject({ contentType: 'image/jpeg' });
  }, 60_000);

  it('puts small pictures of every moment on sheets', async () => {
    const layout = { everySeconds: 1, columns: 5, rows: 5, width: 160, height: 90 };
    const job = { kind: 'thumbnails' as const, source, folder: key('thumbs/'), layout, durationMs: 40_000 };
    expect((await transcoder.render(job))?.map(({ name }) => name)).toEqual(['000.jpg', '001.jpg']);
    const sheet = await sharp(await buffer(await store.get(key('thumbs/000.jpg')))).metadata();
    expect([sheet.width, sheet.height]).toEqual([800, 450]);
  }, 60_000);

  it('measures how loud a recording is and its waveform, and evens it out', async () => {
    const quiet = { key: key('quiet'), contentType: 'audio/wav' };
    // Four seconds of nothing, then four of a quiet note.
    const note = "aevalsrc='0.02*gt(t,4)*sin(1000*2*PI*t)':s=48000:d=8";
    await run(ffmpeg, ['-nostdin', '-loglevel', 'error', '-f', 'lavfi', '-i', note, join(dir, 'quiet.wav')]);
    await store.put(quiet.key, await readFile(join(dir, 'quiet.wav')), { contentType: 'audio/wav' });
    const heard = await transcoder.listen({ source: quiet, folder: key(''), durationMs: 8_000, peaks: 8 });
    expect(heard?.peaks.slice(0, 4)).toEqual([0, 0, 0, 0]);
    for (const peak of heard?.peaks.slice(5) ?? []) expect(peak).toBe(5);
    // A full-scale sine of 1 kHz in one channel is -3 LUFS; this one is 34 dB below it.
    expect(heard?.loudness?.lufs).toBeCloseTo(-37, 0);

    const folder = key('even/');
    const rate = { bitsPerSecond: 128_000, segmentSeconds: 20, loudness: heard?.loudness ?? null };
    await transcoder.render({ kind: 'sound', source: quiet, folder, ...rate });
    const even = await buffer(await store.get(`${folder}00000.ts`));
    await writeFile(join(dir, 'even.ts'), even);
    const measure = ['-i', join(dir, 'even.ts'), '-af', 'loudnorm=print_format=json', '-f', 'null', '-'];
    const { stderr } = await run(ffmpeg, ['-hide_banner', '-nostdin', ...measure]);
    expect(readLoudness(stderr)?.lufs).toBeGreaterThan(-17.5);
    expect(readLoudness(stderr)?.lufs).toBeLessThan(-14.5);

    const silence = { key: key('silence'), contentType: 'audio/wav' };
    const nothing = ['-f', 'lavfi', '-i', 'anullsrc', '-t', '2', join(dir, 'silence.wav')];
    await run(ffmpeg, ['-nostdin', '-loglevel', 'error', ...nothing]);
    await store.put(silence.key, await readFile(join(dir, 'silence.wav')), { contentType: 'audio/wav' });
    const job = { source: silence, folder: key(''), durationMs: 2_000, peaks: 2 };
    expect(await transcoder.listen(job)).toEqual({ loudness: null, peaks: [0, 0] });
  }, 60_000);

  it('takes a video whose sound goes on after its last picture', async () => {
    const long = { key: key('long'), contentType: 'video/mp4' };
    const film = ['-f', 'lavfi', '-t', '4', '-i', 'testsrc=size=320x180:rate=25'];
    const sound = ['-f', 'lavfi', '-t', '50', '-i', 'sine'];
    const kept = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast', join(dir, 'long.mp4')];
    await run(ffmpeg, ['-nostdin', '-loglevel', 'error', ...film, ...sound, ...kept]);
    await store.put(long.key, await readFile(join(dir, 'long.mp4')), { contentType: 'video/mp4' });
    const folder = key('long/');
    const size = { width: 320, height: 180, bitsPerSecond: 500_000 };
    const stretchAt = (fromSeconds: number) => ({
      ...{ kind: 'pictures' as const, source: long, folder, size },
      stretch: { fromSeconds, seconds: 30, segmentSeconds: 6, firstSegment: fromSeconds / 6 },
    });
    expect(await transcoder.render(stretchAt(0))).toEqual([{ name: '00000.ts', seconds: 4 }]);
    expect(await transcoder.render(stretchAt(30))).toEqual([]);
    const shots = [{ name: 'still.jpg', atSeconds: 5 }];
    const still = { kind: 'stills' as const, source: long, folder, shots, width: 320, height: 180 };
    expect(await transcoder.render(still)).toEqual([{ name: 'still.jpg', seconds: 0 }]);
    expect(await store.list(folder, 10)).toEqual([`${folder}00000.ts`, `${folder}still.jpg`]);
  }, 60_000);

  it.each([
    ['cut off before its index', async () => (await readFile(join(dir, 'film.mp4'))).subarray(0, 2_000)],
    ['nothing', async () => Buffer.alloc(0)],
    ['of another kind', async () => Buffer.from('%PDF-1.7 and so on'.repeat(200))],
    ['a list of other addresses', async () => Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n')],
  ])('says of a file that is %s that it cannot be read', async (how, bytes) => {
    const broken = { key: key(`broken, ${how}`), contentType: 'video/mp4' };
    await store.put(broken.key, await bytes(), { contentType: 'video/mp4' });
    await expect(transcoder.probe(broken)).rejects.toBeInstanceOf(MediaUnreadableError);
  });

  it('does not take a machine without ffmpeg for a broken file', async () => {
    const without = createFfmpegTranscoder('/nowhere/ffmpeg', store);
    await expect(without.probe(source)).rejects.not.toBeInstanceOf(MediaUnreadableError);
  });
});
