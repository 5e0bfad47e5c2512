import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { partBytes } from '@/server/domains/media/contract';
import { headOf, partOf, readFile } from './file-parts';

const sha256 = (...bytes: Uint8Array[]) => createHash('sha256').update(Buffer.concat(bytes)).digest();
const signal = new AbortController().signal;

describe('a file that is read to be uploaded', () => {
  it('has the fingerprint that S3 computes of its parts', async () => {
    const bytes = randomBytes(partBytes + 1_000);
    const progress: number[] = [];
    const read = await readFile(new Blob([bytes]), { signal, onRead: (done) => progress.push(done) });
    const parts = [bytes.subarray(0, partBytes), bytes.subarray(partBytes)].map((part) => sha256(part));
    expect(read).toEqual({
      parts: parts.map((part) => part.toString('base64')),
      fingerprint: `${sha256(...parts).toString('base64')}-2`,
    });
    expect(progress).toEqual([partBytes, bytes.byteLength]);
  });

  it('is cut where the server expects it, and its beginning is sent as it is', async () => {
    const bytes = randomBytes(partBytes + 3);
    const file = new Blob([bytes]);
    expect([partOf(file, 1).size, partOf(file, 2).size, partOf(file, 3).size]).toEqual([partBytes, 3, 0]);
    expect(await headOf(file)).toBe(bytes.subarray(0, 4_096).toString('base64'));
  });

  it('is not read on when nobody wants it any more', async () => {
    const stop = new AbortController();
    const reading = readFile(new Blob([new Uint8Array(10)]), {
      signal: stop.signal,
      onRead: () => undefined,
    });
    stop.abort();
    const second = readFile(new Blob(['x']), { signal: stop.signal, onRead: () => undefined });
    await expect(second).rejects.toThrow(/abort/i);
    await reading;
  });
});
