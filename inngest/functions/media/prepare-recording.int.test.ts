import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { createTestClient, TEST_KEYS } from '@/local/inngest/testing/app';
import { createTestDatabase } from '@/local/inngest/testing/databases';
import { eventually } from '@/local/inngest/testing/eventually';
import { startTestExecutor } from '@/local/inngest/testing/server';
import { startS3 } from '@/local/s3';
import { freePort } from '@/local/supervisor/ports';
import { findFfmpeg } from '@/prisma/seed/media/ffmpeg';
import { createObjectStore } from '@/server/platform/adapters/object-store';
import { newId } from '@/server/platform/ids';
import { testFactory } from '@/test/factory';
import { testDb } from '@/test/test-db';
import { testEnv } from '@/test/test-env';

const run = promisify(execFile);
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret', region: 'eu-central-1' };
const bucket = 'media';

/**
 * An ffmpeg that writes down what it is asked, and stands still at it the first time the words of `hold` are in it: what is
 * killed then is killed in the middle of that piece, however fast the machine is.
 */
async function haltingFfmpeg(dir: string, ffmpeg: string): Promise<string> {
  const path = join(dir, 'ffmpeg.sh');
  const script = [
    '#!/bin/sh',
    `echo "$*" >> "${dir}/asked"`,
    `hold=$(cat "${dir}/hold" 2>/dev/null)`,
    `case "$*" in *"\${hold:-nothing to hold}"*) rm -f "${dir}/hold"; echo $$ > "${dir}/held"; exec sleep 600;; esac`,
    `exec "${ffmpeg}" "$@"`,
  ].join('\n');
  await writeFile(path, script);
  await chmod(path, 0o755);
  return path;
}

/** Starts the function's process; resolves when it listens. */
async function startApp(env: Readonly<Record<string, string>>) {
  const args = ['--conditions=react-server', '--import', 'tsx', 'test/programs/recording-app.ts'];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout, 'data');
  expect(String(said)).toContain('listening');
  return {
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function workshop() {
  const dir = await mkdtemp(join(tmpdir(), 'lyceum-kill-'));
  cleanups.push(async () => await rm(dir, { recursive: true, force: true }));
  const s3 = await startS3({ port: 0, dataDir: join(dir, 's3'), credentials, buckets: [bucket] });
  cleanups.push(s3.close);
  const store = createObjectStore({ endpoint: s3.url, bucket, ...credentials });
  const ffmpeg = await findFfmpeg();
  const database = await createTestDatabase();
  cleanups.push(database.drop);
  const port = await freePort();
  const executor = await startTestExecutor(database, [`http://127.0.0.1:${port}/api/inngest`]);
  cleanups.push(executor.close);
  const env = {
    ...testEnv,
    ...{ INNGEST_BASE_URL: executor.url, INNGEST_EVENT_KEY: TEST_KEYS.eventKey, PORT: String(port) },
    ...{ INNGEST_SIGNING_KEY: TEST_KEYS.signingKey, DATABASE_URL: process.env['DATABASE_URL'] ?? '' },
    ...{ S3_ENDPOINT: s3.url, S3_BUCKET: bucket, S3_REGION: credentials.region },
    ...{ S3_ACCESS_KEY_ID: credentials.accessKeyId, S3_SECRET_ACCESS_KEY: credentials.secretAccessKey },
    ...{ FFMPEG_PATH: await haltingFfmpeg(dir, ffmpeg), TMPDIR: dir },
  };
  const client = createTestClient('lyceum', executor.url);
  return { dir, store, ffmpeg, env, client };
}

/** A film of 66 s, which is made in three stretches, as it lies in the store when its upload is complete. */
async function uploadedFilm({ dir, ffmpeg, store }: Awaited<ReturnType<typeof workshop>>) {
  const sources = [
    '-f',
    'lavfi',
    '-i',
    'testsrc=size=160x90:rate=5',
    '-f',
    'lavfi',
    '-i',
    'sine',
    '-t',
    '66',
  ];
  const file = join(dir, 'film.mp4');
  const kept = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', file];
  await run(ffmpeg, ['-nostdin', '-loglevel', 'error', ...sources, ...kept]);
  const { id: ownerId } = await testFactory().user({ role: 'instructor' });
  const [assetId, folder] = [newId(), newId()];
  const key = `private/assets/${folder}/source`;
  await store.put(key, await readFile(file), { contentType: 'video/mp4' });
  const facts = { kind: 'video', contentType: 'video/mp4', bytes: 1, ownerId } as const;
  await testDb().asset.create({ data: { id: assetId, folder, key, ...facts } });
  return { assetId, folder, key };
}

test('a process that is killed in the middle of a piece is followed by one that goes on with that piece', async () => {
  const shop = await workshop();
  const { dir, store, env, client } = shop;
  const { assetId, folder, key } = await uploadedFilm(shop);
  const source = await store.head(key);
  const asked = async () => (await readFile(join(dir, 'asked'), 'utf8')).trim().split('\n');
  const held = async () => Number(await readFile(join(dir, 'held'), 'utf8').catch(() => '')) || null;
  /** In the middle of listening, of the sound, and of the second stretch. */
  const moments = ['asplit', '-c:a aac', '-start_number 5'];
  await client.send({ id: newId(), name: 'media/asset.uploaded', data: { assetId, folder } });
  for (const moment of moments) {
    await writeFile(join(dir, 'hold'), moment);
    const app = await startApp(env);
    cleanups.push(app.kill);
    const pid = await eventually(held, `ffmpeg stands still at ${moment}`, 30_000);
    await app.kill();
    process.kill(pid, 'SIGKILL');
    await rm(join(dir, 'held'));
    expect(await testDb().asset.findUnique({ where: { id: assetId } })).toMatchObject({ status: 'pending' });
  }
  const last = await startApp(env);
  cleanups.push(last.kill);
  const isReady = async () => (await testDb().asset.count({ where: { id: assetId, status: 'ready' } })) === 1;
  await eventually(isReady, 'the film is ready', 30_000);

  // What was whole before a kill is not made again; what was cut off is begun once more, and no more than that.
  const all = await asked();
  const countOf = (words: string) => all.filter((one) => one.includes(words)).length;
  expect(moments.map(countOf)).toEqual([2, 2, 2]);
  expect(['-f null -', 'tile=5x5', '-start_number 0 -hls_segment_filename'].map(countOf)).toEqual([
    // Looking at it once, listening twice.
    ...[3, 1],
    // The sound twice, the first stretch once.
    3,
  ]);
  // Nothing was sent again: the source is the object that it was, and there is one of it.
  expect(await store.head(key)).toEqual(source);
  expect(await testDb().asset.count()).toBe(1);
  const stream = `private/assets/${folder}/stream/`;
  const playlist = String(await buffer(await store.get(`${stream}90p/index.m3u8`)));
  const segments = [...playlist.matchAll(/^\d+\.ts$/gm)].map(([name]) => name);
  expect(segments).toEqual(Array.from({ length: 11 }, (_, index) => `${String(index).padStart(5, '0')}.ts`));
  for (const name of segments) expect(await store.head(`${stream}90p/${name}`)).not.toBeNull();
}, 180_000);
