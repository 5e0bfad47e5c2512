import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startS3 } from '@/local/s3';
import { execute, withClient, withDatabase } from '../connection';
import { migrate } from '../migrate';
import { findFfmpeg, runFfmpeg } from './media/ffmpeg';
import { renderVideo } from './media/render-video';
import { seedWhenEmpty } from './seed';

const keys = `
  SELECT key FROM assets UNION ALL SELECT poster_key FROM assets WHERE poster_key IS NOT NULL
  UNION ALL SELECT key FROM captions UNION ALL SELECT pdf_key FROM certificates`;

describe('the whole seed', () => {
  const credentials = { accessKeyId: 'seed', secretAccessKey: randomUUID(), region: 'us-east-1' };
  const bucket = 'lyceum-seed';
  const adminUrl = inject('databaseAdminUrl');
  const name = `lyceum_seed_${randomUUID()}`;
  const databaseUrl = withDatabase(adminUrl, name);
  let dir: string;
  let store: Awaited<ReturnType<typeof startS3>>;
  let client: S3Client;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'lyceum-seed-'));
    store = await startS3({ port: 0, dataDir: dir, credentials, buckets: [bucket] });
    client = new S3Client({
      endpoint: store.url,
      forcePathStyle: true,
      region: credentials.region,
      credentials,
    });
    await execute(adminUrl, `CREATE DATABASE "${name}"`);
    await migrate(databaseUrl);
  });

  afterAll(async () => {
    client.destroy();
    await store.close();
    await execute(adminUrl, `DROP DATABASE "${name}" WITH (FORCE)`);
    await rm(dir, { recursive: true, force: true });
  });

  const seed = (endpoint = store.url) =>
    seedWhenEmpty({
      databaseUrl,
      objectStore: { endpoint, bucket, ...credentials },
      appUrl: 'http://localhost:3000',
      cacheDir: join(import.meta.dirname, '../../.cache/seed-media'),
    });

  it('leaves no row when files cannot be stored, and is then simply made again', {
    timeout: 180_000,
  }, async () => {
    await expect(seed('http://127.0.0.1:9')).rejects.toThrow();
    const { rows } = await withClient(databaseUrl, (pg) => pg.query('SELECT 1 FROM users'));
    expect(rows).toEqual([]);
    expect(await seed()).toBe(true);
    expect(await seed()).toBe(false);
  });

  it('stores every file that a row names, with its type, and no other', async () => {
    const found = await withClient(databaseUrl, (pg) => pg.query<{ key: string }>(keys));
    const named = found.rows.map(({ key }) => key).sort();
    const listed = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    expect(named.length).toBeGreaterThan(100);
    expect((listed.Contents ?? []).map(({ Key }) => Key).sort()).toEqual(named);
    const video = named.find((key) => key.endsWith('.mp4'));
    const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: video }));
    expect(head).toMatchObject({ ContentType: 'video/mp4', CacheControl: expect.stringMatching(/^private/) });
    const picture = named.find((key) => key.endsWith('.svg'));
    const image = await client.send(new GetObjectCommand({ Bucket: bucket, Key: picture }));
    expect(image).toMatchObject({
      ContentType: 'image/svg+xml',
      CacheControl: expect.stringMatching(/immutable/),
    });
    expect(await image.Body?.transformToString()).toMatch(/^<svg /);
  });

  it('serves articles whose pictures have an address', async () => {
    const sql = "SELECT body_md FROM lesson_versions WHERE body_md LIKE '%![%'";
    const { rows } = await withClient(databaseUrl, (pg) => pg.query<{ body_md: string }>(sql));
    expect(rows.length).toBeGreaterThan(0);
    for (const { body_md: body } of rows) expect(body).not.toMatch(/!\[[^\]]*\]\((?!\/media\/images\/)/);
  });
});

describe('renderVideo', () => {
  const script = {
    title: 'A test',
    slides: [
      { seconds: 2, heading: 'One', lines: ['First line'], narration: 'One.' },
      { seconds: 3, heading: 'Two', lines: [], narration: 'Two.' },
    ],
  };

  it('makes H.264 with sound that lasts as long as its slides, once', { timeout: 60_000 }, async () => {
    const cacheDir = await mkdtemp(join(tmpdir(), 'lyceum-video-'));
    try {
      const ffmpegPath = await findFfmpeg();
      const video = await renderVideo(script, { cacheDir, ffmpegPath: async () => ffmpegPath });
      expect(video).toMatchObject({ durationMs: 5_000, width: 1280, height: 720 });
      // Decodes everything; fails unless there is a video and an audio stream of these kinds.
      const streams = ['-map', '0:v:0', '-map', '0:a:0', '-f', 'null', '-'];
      await runFfmpeg(ffmpegPath, ['-xerror', '-i', video.videoFile, ...streams]);
      const never = () => Promise.reject(new Error('rendered twice'));
      expect(await renderVideo(script, { cacheDir, ffmpegPath: never })).toEqual(video);
    } finally {
      await rm(cacheDir, { recursive: true, force: true });
    }
  });

  it('says which ffmpeg it was given when that one does not run', async () => {
    await expect(findFfmpeg('/nowhere/ffmpeg')).rejects.toThrow('/nowhere/ffmpeg');
  });
});
