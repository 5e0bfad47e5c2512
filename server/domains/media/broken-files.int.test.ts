import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import english from '@/messages/en/errors.json';
import spanish from '@/messages/es/errors.json';
import { findFfmpeg } from '@/prisma/seed/media/ffmpeg';
import {
  drawPages,
  failProcessing,
  listenToRecording,
  planDocument,
  planRecording,
  processPicture,
  publishDocument,
  publishRecording,
  workOn,
} from '@/server/domains/media';
import { beginUpload } from '@/server/domains/media/commands/begin-upload';
import { completeUpload } from '@/server/domains/media/commands/complete-upload';
import { beginUploadInput, partBytes } from '@/server/domains/media/contract';
import { sourceKey } from '@/server/domains/media/rules/asset-keys';
import { fingerprintOf } from '@/server/domains/media/rules/parts';
import { createFfmpegTranscoder } from '@/server/platform/adapters/ffmpeg-transcoder';
import { AppError } from '@/server/platform/errors';
import { testFactory } from '@/test/factory';
import { fakeLive, fakeObjectStore } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { renderAll } from '@/test/media-workshop';
import { testDb } from '@/test/test-db';

const run = promisify(execFile);
let ffmpeg: string;
let dir: string;
let film: Buffer;

/** Makes a file with ffmpeg. */
async function made(name: string, ...args: string[]): Promise<Buffer> {
  const path = join(dir, name);
  await run(ffmpeg, ['-nostdin', '-loglevel', 'error', '-y', ...args, path]);
  return await readFile(path);
}

async function pdf(options: object = {}): Promise<Buffer> {
  const document = new PDFDocument(options);
  document.text('Words.');
  document.end();
  return await buffer(document);
}

/** A box of an MP4 (ISO 14496-12 §4.2). */
function box(type: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8, type.padStart(8));
  head.writeUInt32BE(body.byteLength + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** Changes bytes behind the first place where a name stands. */
function changed(bytes: Buffer, name: string, change: (content: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes);
  const at = copy.indexOf(name, 0, 'latin1');
  if (at < 0) throw new Error(`there is no ${name}`);
  change(copy.subarray(at + name.length));
  return copy;
}

const testFilm = [
  '-f',
  'lavfi',
  '-i',
  'testsrc=size=320x180:rate=25',
  '-f',
  'lavfi',
  '-i',
  'sine',
  '-t',
  '4',
];
const h264 = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast', '-movflags', '+faststart'];

beforeAll(async () => {
  ffmpeg = await findFfmpeg();
  dir = await mkdtemp(join(tmpdir(), 'lyceum-broken-'));
  film = await made('film.mp4', ...testFilm, ...h264);
}, 60_000);
afterAll(async () => await rm(dir, { recursive: true, force: true }));

async function desk() {
  const owner = await testFactory().user({ role: 'instructor' });
  const actor = { kind: 'user' as const, userId: owner.id, role: owner.role };
  const objectStore = fakeObjectStore();
  const transcoder = createFfmpegTranscoder(ffmpeg, objectStore);
  return { db: testDb(), clock: fixedClock(), actor, objectStore, live: fakeLive(), transcoder };
}
type Desk = Awaited<ReturnType<typeof desk>>;

async function upload(ctx: Desk, name: string, bytes: Buffer, replaces?: string) {
  const pieces = Array.from({ length: Math.ceil(bytes.byteLength / partBytes) }, (_, index) =>
    bytes.subarray(index * partBytes, (index + 1) * partBytes),
  );
  const parts = pieces.map((piece) => ({ sha256: createHash('sha256').update(piece).digest('base64') }));
  const head = bytes.subarray(0, 4_096).toString('base64');
  const wish = { name, bytes: bytes.byteLength, fingerprint: fingerprintOf(parts), head };
  const begun = await beginUpload(ctx, beginUploadInput.parse(wish));
  if (begun.outcome !== 'open') throw new Error(begun.outcome);
  for (const [index, piece] of pieces.entries())
    ctx.objectStore.sendPart(sourceKey(begun.uploadId), index + 1, piece);
  const { assetId } = await completeUpload(ctx, { uploadId: begun.uploadId, replaces });
  return { assetId, folder: begun.uploadId };
}

type At = Awaited<ReturnType<typeof upload>>;

async function prepareRecording(ctx: Desk, at: At): Promise<void> {
  const plan = await planRecording(ctx, at);
  if (plan === null) return;
  const heard = plan.facts.hasSound ? await listenToRecording(ctx, at, plan) : null;
  if (heard === 'over') throw new Error('over');
  const streams = await renderAll({ ctx, at }, workOn(plan, at.folder, heard?.loudness ?? null));
  await publishRecording(ctx, at, plan, { heard, streams });
}

async function prepareDocument(ctx: Desk, at: At): Promise<void> {
  const plan = await planDocument(ctx, at);
  if (typeof plan === 'string') return;
  let pictures = 0;
  for (const pages of plan.batches) {
    const drawn = await drawPages(ctx, at, plan, pages);
    if (drawn === 'over') return;
    pictures += drawn;
  }
  await publishDocument(ctx, at, plan, pictures);
}

/** Does what the durable functions do of which each hears of every file. */
async function prepare(ctx: Desk, at: At): Promise<void> {
  const functions = [
    { kinds: ['image'], work: async () => await processPicture(ctx, at) },
    { kinds: ['document'], work: async () => await prepareDocument(ctx, at) },
    { kinds: ['video', 'audio'], work: async () => await prepareRecording(ctx, at) },
  ] as const;
  for (const { kinds, work } of functions) {
    try {
      await work();
    } catch (error) {
      await failProcessing(ctx, at, kinds, error instanceof Error ? error.message : '');
    }
  }
}

const afterwards = async ({ assetId }: At) =>
  await testDb().asset.findUniqueOrThrow({ where: { id: assetId } });

/** A text in both languages that says more than what is wrong. */
function expectAdvice(code: string): void {
  for (const texts of [english.media, spanish.media]) {
    const text = new Map<string, string>(Object.entries(texts)).get(code) ?? '';
    expect(
      text.split(/[.:]/).filter((part) => part.trim() !== '').length,
      `${code}: ${text}`,
    ).toBeGreaterThan(1);
  }
}

const pictures = { create: { width: 12_000, height: 12_000, channels: 3 as const, background: '#000' } };

describe('a broken file', () => {
  it.each([
    ['a video that is cut off', 'film.mp4', async () => film.subarray(0, film.byteLength / 3), 'unreadable'],
    [
      'a video whose index is damaged',
      'film.mp4',
      async () => changed(film, 'stsd', (content) => content.fill(0xff, 0, 120)),
      'unreadable',
    ],
    [
      'a video without its index',
      'film.mp4',
      async () => Buffer.concat([box('ftyp', Buffer.from('isom\0\0\0\0isomiso2')), box('mdat', film)]),
      'unreadable',
    ],
    [
      'a video without streams',
      'film.mp4',
      async () => {
        const movie = Buffer.alloc(100);
        movie.writeUInt32BE(1_000, 12);
        movie.writeUInt32BE(4_000, 16);
        return Buffer.concat([
          box('ftyp', Buffer.from('isom\0\0\0\0isomiso2')),
          box('moov', box('mvhd', movie)),
        ]);
      },
      'nothing_to_play',
    ],
    [
      'a video of absurd length',
      'film.mkv',
      async () =>
        await made('long.mkv', '-f', 'lavfi', '-i', 'testsrc=rate=1/9000', '-frames:v', '3', ...h264),
      'too_long',
    ],
    [
      'a video of huge dimensions',
      'film.mkv',
      async () =>
        await made('huge.mkv', '-f', 'lavfi', '-i', 'color=s=16384x64:r=1', '-t', '2', '-c:v', 'ffv1'),
      'too_many_pixels',
    ],
    [
      'a picture that unpacks to gigabytes',
      'bomb.png',
      async () => await sharp(pictures).png({ compressionLevel: 9 }).toBuffer(),
      'too_many_pixels',
    ],
    [
      'a picture that is cut off',
      'picture.jpg',
      async () => {
        const whole = await sharp({ ...pictures, create: { ...pictures.create, width: 600, height: 600 } })
          .composite([
            { input: Buffer.alloc(300 * 300 * 3, 'noise'), raw: { width: 300, height: 300, channels: 3 } },
          ])
          .jpeg()
          .toBuffer();
        return whole.subarray(0, whole.byteLength / 2);
      },
      'unreadable',
    ],
    [
      'a document that needs a password',
      'notes.pdf',
      async () => await pdf({ userPassword: 'x' }),
      'encrypted',
    ],
    ['a document that is cut off', 'notes.pdf', async () => (await pdf()).subarray(0, 700), 'unreadable'],
    [
      'a document that is an archive as well',
      'notes.pdf',
      async () => Buffer.concat([await pdf(), Buffer.from('PK\x03\x04 and what is packed in it')]),
      'unreadable',
    ],
    [
      'a playlist in the clothes of a recording',
      'song.mp3',
      async () =>
        Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0]), Buffer.from('#EXTM3U\nfile:///etc/passwd\n')]),
      'unreadable',
    ],
  ])(
    '%s ends with advice, and can be replaced',
    async (_, name, make, failure) => {
      const ctx = await desk();
      const bytes = await make();
      const at = await upload(ctx, name, bytes);
      await prepare(ctx, at);
      const failed = await afterwards(at);
      expect(failed).toMatchObject({ status: 'failed', failure });
      expectAdvice(failure);

      const whole = {
        video: async () => film,
        image: async () =>
          await sharp({ create: { ...pictures.create, width: 9, height: 9 } })
            .png()
            .toBuffer(),
        document: async () => await pdf(),
        audio: async () => await made('whole.mp3', '-f', 'lavfi', '-i', 'sine', '-t', '1'),
      };
      const other = await upload(ctx, 'whole', await whole[failed.kind](), at.assetId);
      expect(other.assetId).toBe(at.assetId);
      await prepare(ctx, other);
      expect(await afterwards(other)).toMatchObject({ status: 'ready', failure: null, kind: failed.kind });
    },
    60_000,
  );

  it('is not even begun when it is something else than its name says, or nothing', async () => {
    const ctx = await desk();
    const refused = async (bytes: Buffer) =>
      await upload(ctx, 'film.mp4', bytes).catch((error: unknown) =>
        error instanceof AppError ? error.code : 'input',
      );
    expect(await refused(Buffer.from('<html>a film, it says</html>'))).toBe('media/type_unsupported');
    expect(await refused(Buffer.from('PK\x03\x04 an archive, whatever is in it'))).toBe(
      'media/type_unsupported',
    );
    expect(await refused(Buffer.from('MZ\x90\0 a program'))).toBe('media/type_unsupported');
    expect(await refused(Buffer.alloc(0))).toBe('input');
    expectAdvice('type_unsupported');
    expect(await testDb().upload.count()).toBe(0);
  });

  it('is a recording in the place of a video, which lessons may show already', async () => {
    const ctx = await desk();
    const at = await upload(ctx, 'film.mp4', film.subarray(0, film.byteLength / 3));
    await prepare(ctx, at);
    const sound = await made('sound.mp4', '-f', 'lavfi', '-i', 'sine', '-t', '1', '-movflags', '+faststart');
    const other = await upload(ctx, 'sound.mp4', sound, at.assetId);
    await prepare(ctx, other);
    expect(await afterwards(other)).toMatchObject({ status: 'failed', failure: 'other_kind', kind: 'video' });
    expectAdvice('other_kind');
    // Where nothing waits for a video, it is simply a recording.
    const alone = await upload(ctx, 'alone.mp4', Buffer.concat([sound, box('free')]));
    await prepare(ctx, alone);
    expect(await afterwards(alone)).toMatchObject({ status: 'ready', kind: 'audio' });
  }, 60_000);

  it('is not a long document: its first pages get pictures, and all are counted', async () => {
    const ctx = await desk();
    const document = new PDFDocument({ size: [200, 300], ownerPassword: 'for changes only' });
    for (let page = 1; page < 103; page += 1) document.addPage();
    document.end();
    const at = await upload(ctx, 'long.pdf', await buffer(document));
    await prepare(ctx, at);
    const ready = await afterwards(at);
    expect(ready).toMatchObject({ status: 'ready', pageCount: 103, pagePictures: 100 });
    expect(ready.posterKey).toBe(`private/assets/${at.folder}/stream/pages/1.jpg`);
    const last = ctx.objectStore.objects.get(`private/assets/${at.folder}/stream/pages/100.jpg`);
    expect(await sharp(last).metadata()).toMatchObject({ format: 'jpeg', height: 640 });
  }, 60_000);
});
