import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { plainText } from '@/server/domains/exchange/contract/text-parts';
import { headBytes, partBytes, partsAtOnce } from '@/server/domains/media/contract';
import { persist, type SchoolClient } from './client';
import { CourseFailure } from './failure';
import { hashOfFile } from './folder';

/** So long a part may take on its way, in ms. */
const partMs = 10 * 60_000;

/** Returns what tells one text from another. */
export function hashOfText(text: string): string {
  return createHash('sha256').update(plainText(text)).digest('hex');
}

async function answerOf(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(partMs) });
  if (!response.ok) throw new TypeError(`the file store answered ${response.status}`);
  return response;
}

/** Fetches a text from the file store. */
export async function fetchText(url: string): Promise<string> {
  return await persist(async () => await (await answerOf(url)).text());
}

async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** Fetches a file, whole and with the bytes it should have, or not at all. */
export async function download(
  root: string,
  file: { readonly name: string; readonly url: string; readonly hash: string },
): Promise<void> {
  const target = join(root, 'media', file.name);
  const part = `${target}.part`;
  await mkdir(join(root, 'media'), { recursive: true });
  await persist(async () => {
    const { body } = await answerOf(file.url);
    if (body === null) throw new TypeError('the file store sent nothing');
    await pipeline(piecesOf(body), createWriteStream(part));
  });
  const isKnown = !file.hash.startsWith('asset:');
  if (isKnown && (await hashOfFile(part)).hash !== file.hash) {
    await unlink(part);
    throw new CourseFailure(`media/${file.name} did not arrive as it was sent. Try again.`);
  }
  await rename(part, target);
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function sendPart(
  client: SchoolClient,
  file: FileHandle,
  upload: { readonly uploadId: string; readonly bytes: number },
  part: { readonly number: number; readonly sha256: string },
): Promise<void> {
  const from = (part.number - 1) * partBytes;
  const body = await readAt(file, from, Math.min(partBytes, upload.bytes - from));
  await persist(async () => {
    const parts = [part];
    const [target] = await client.media.signParts.mutate({ uploadId: upload.uploadId, parts });
    if (target === undefined) throw new TypeError('no address for a part');
    await answerOf(target.url, { method: 'PUT', headers: target.headers, body: new Uint8Array(body) });
  });
}

/** Sends a file of `media/` unless the library has these bytes; goes on where an earlier run broke off. Returns its id. */
export async function upload(
  client: SchoolClient,
  root: string,
  { name, bytes }: { readonly name: string; readonly bytes: number },
): Promise<string> {
  const path = join(root, 'media', name);
  const { hash: fingerprint, parts } = await hashOfFile(path);
  const file = await open(path);
  try {
    const head = (await readAt(file, 0, headBytes)).toString('base64');
    const begun = await persist(
      async () => await client.media.beginUpload.mutate({ name, bytes, fingerprint, head }),
    );
    if (begun.outcome === 'known') return begun.assetId;
    const { uploadId } = begun;
    const arrived = new Map(begun.arrived.map(({ number, sha256 }) => [number, sha256]));
    const waiting = parts.flatMap((sha256, index) =>
      arrived.get(index + 1) === sha256 || begun.isWhole ? [] : [{ number: index + 1, sha256 }],
    );
    const work = async () => {
      for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
        await sendPart(client, file, { uploadId, bytes }, part);
      }
    };
    await Promise.all(Array.from({ length: partsAtOnce }, work));
    return (await persist(async () => await client.media.completeUpload.mutate({ uploadId }))).assetId;
  } finally {
    await file.close();
  }
}
