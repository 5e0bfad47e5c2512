import { execFile } from 'node:child_process';
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdtemp, open, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { z } from 'zod';

/** Bytes. */
export const megabyte = 1_024 * 1_024;

/** A picture nobody has uploaded before. */
export async function newPicture(): Promise<Buffer> {
  const [r = 0, g = 0, b = 0] = randomBytes(3);
  return await sharp({ create: { width: 900, height: 600, channels: 3, background: { r, g, b } } })
    .composite([{ input: randomBytes(16 * 16 * 3), raw: { width: 16, height: 16, channels: 3 } }])
    .png()
    .toBuffer();
}

function ffmpegPath(): string {
  const settings = z.object({ FFMPEG_PATH: z.string() });
  return settings.parse(JSON.parse(process.env['STACK_SETTINGS'] ?? '')).FFMPEG_PATH;
}

/** Eight seconds with sound that nobody has uploaded before. */
export async function newVideo(): Promise<Buffer> {
  const file = join(await mkdtemp(join(tmpdir(), 'lyceum-e2e-')), 'whole.mp4');
  const note = 300 + Math.floor(Math.random() * 1_000_000) / 1_000;
  const sources = ['-f', 'lavfi', '-i', 'testsrc=size=640x360:rate=25', '-f', 'lavfi', '-i', `sine=${note}`];
  const kept = ['-t', '8', '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast', file];
  await promisify(execFile)(ffmpegPath(), ['-nostdin', '-loglevel', 'error', ...sources, ...kept]);
  return await readFile(file);
}

/** Four seconds of a note that nobody has uploaded before. */
export async function newSound(): Promise<Buffer> {
  const file = join(await mkdtemp(join(tmpdir(), 'lyceum-e2e-')), 'talk.wav');
  const note = `sine=${300 + Math.floor(Math.random() * 1_000_000) / 1_000}`;
  await promisify(execFile)(ffmpegPath(), [
    '-nostdin',
    '-loglevel',
    'error',
    '-f',
    'lavfi',
    '-i',
    note,
    '-t',
    '4',
    file,
  ]);
  return await readFile(file);
}

/** Three pages that nobody has uploaded before. */
export async function newDocument(): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A5' });
  for (const page of [1, 2, 3]) {
    document.fontSize(30).text(`Page ${page}: ${crypto.randomUUID()}`);
    if (page < 3) document.addPage();
  }
  document.end();
  return await buffer(document);
}

/** Writes a file that says of itself that it is a video; returns where it lies, and its SHA-256. */
export async function largeFile(
  megabytes: number,
): Promise<{ path: string; sha256: string; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'lyceum-e2e-'));
  const path = join(folder, `large-${crypto.randomUUID().slice(0, 8)}.mp4`);
  const hash = createHash('sha256');
  // As good as chance, and made at the speed of the disk.
  const noise = createCipheriv('aes-128-ctr', randomBytes(16), randomBytes(16));
  const file: FileHandle = await open(path, 'w');
  const zeros = Buffer.alloc(megabyte);
  for (let written = 0; written < megabytes; written += 1) {
    const piece = noise.update(zeros);
    if (written === 0) brokenVideo(64).copy(piece);
    hash.update(piece);
    await file.write(piece);
  }
  await file.close();
  return { path, folder, sha256: hash.digest('hex') };
}

/** Says of itself that it is a video, and is none. */
export function brokenVideo(bytes: number): Buffer {
  const head = Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isomisom', 'latin1');
  return Buffer.concat([head, randomBytes(bytes - head.byteLength)]);
}
