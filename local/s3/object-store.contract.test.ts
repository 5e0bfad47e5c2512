import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createObjectStore,
  ObjectNotFoundError,
  type ObjectStore,
} from '@/server/platform/adapters/object-store';
import { type TestBucket, testBuckets, testCredentials, testOrigin, testPrefix } from './test-targets';

describe.each(testBuckets)('the application’s object store over $name', ({ open, isOurs }) => {
  let target: TestBucket;
  let store: ObjectStore;
  const key = (name: string) => `${testPrefix}store/${name}`;
  const read = async (name: string) => (await buffer(await store.get(key(name)))).toString();
  const configFor = async (overrides: object = {}) => {
    const { accessKeyId, secretAccessKey } = await target.s3.config.credentials();
    const region = await target.s3.config.region();
    const endpoint = target.base.slice(0, -target.bucket.length - 1);
    return { endpoint, region, bucket: target.bucket, accessKeyId, secretAccessKey, ...overrides };
  };

  beforeAll(async () => {
    target = await open();
    store = createObjectStore(await configFor());
  });
  afterAll(() => target.close());

  it('stores text, bytes and streams with what is said about them', async () => {
    await store.put(key('text'), 'héllo', { contentType: 'text/plain; charset=utf-8' });
    expect(await read('text')).toBe('héllo');
    await store.put(key('bytes'), new Uint8Array([1, 2, 3]), {
      contentType: 'application/pdf',
      cacheControl: 'private, max-age=60',
      contentDisposition: 'inline',
      metadata: { certificate: '42' },
    });
    expect(await store.head(key('bytes'))).toMatchObject({
      size: 3,
      contentType: 'application/pdf',
      metadata: { certificate: '42' },
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
    });
    const pieces = Array.from({ length: 50 }, (_, index) => Buffer.alloc(10_000, index));
    const body = { stream: Readable.from(pieces), contentLength: 500_000 };
    await store.put(key('stream'), body, { contentType: 'video/mp4' });
    expect((await buffer(await store.get(key('stream')))).equals(Buffer.concat(pieces))).toBe(true);
  });

  it('says what is not there', async () => {
    expect(await store.head(key('nothing'))).toBeNull();
    await expect(store.get(key('nothing'))).rejects.toBeInstanceOf(ObjectNotFoundError);
    await store.put(key('brief'), 'x', { contentType: 'text/plain' });
    await store.delete(key('brief'));
    await store.delete(key('brief'));
    expect(await store.head(key('brief'))).toBeNull();
  });

  it('signs links that read one object, under a name of any script', async () => {
    await store.put(key('ü/certificate 1.pdf'), 'pdf', { contentType: 'application/pdf' });
    const plain = await fetch(await store.presignGet(key('ü/certificate 1.pdf'), { expiresInSeconds: 60 }));
    expect([plain.status, plain.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(plain.headers.get('content-disposition')).toBeNull();
    const url = await store.presignGet(key('ü/certificate 1.pdf'), {
      expiresInSeconds: 60,
      downloadName: 'Título "50%" – شهادة.pdf',
      contentType: 'application/octet-stream',
    });
    const named = await fetch(url);
    expect(await named.text()).toBe('pdf');
    expect(named.headers.get('content-type')).toBe('application/octet-stream');
    const disposition = named.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="T_tulo _50__ _ _+\.pdf"; filename\*=UTF-8''/);
    expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe('Título "50%" – شهادة.pdf');
    expect((await fetch(url.replace('certificate', 'another'))).status).toBe(403);
  });

  it('signs uploads for exactly one type and length, without a checksum of nothing', async () => {
    const options = { expiresInSeconds: 60, contentType: 'image/png', contentLength: 4 };
    const { url, headers } = await store.presignPut(key('avatar'), options);
    expect(url).not.toMatch(/checksum/i);
    const send = (body: string, type = headers) =>
      fetch(url, { method: 'PUT', body, headers: { ...type, ...(isOurs ? { origin: testOrigin } : {}) } });
    expect((await send('12345')).status).toBe(403);
    expect((await send('1234', { 'content-type': 'text/html' })).status).toBe(403);
    expect((await send('1234')).status).toBe(200);
    expect(await store.head(key('avatar'))).toMatchObject({ size: 4, contentType: 'image/png' });
  });

  it('lists keys by their beginning, and reads the beginning of an object', async () => {
    for (const name of ['list/b', 'list/a', 'list/c', 'other'])
      await store.put(key(name), name, { contentType: 'text/plain' });
    expect(await store.list(key('list/'), 2)).toEqual([key('list/a'), key('list/b')]);
    expect(Buffer.from(await store.getStart(key('list/a'), 4)).toString()).toBe('list');
    expect(Buffer.from(await store.getStart(key('list/a'), 400)).toString()).toBe('list/a');
    await expect(store.getStart(key('nothing'), 4)).rejects.toBeInstanceOf(ObjectNotFoundError);
  });

  it('opens an object, or a stretch of it', async () => {
    await store.put(key('range'), 'abcdefgh', { contentType: 'video/mp2t' });
    const opened = async (range: string | null) => {
      const { body, ...facts } = await store.open(key('range'), range);
      return { said: await text(body), ...facts };
    };
    expect(await opened(null)).toMatchObject({
      ...{ said: 'abcdefgh', contentType: 'video/mp2t', contentLength: 8, contentRange: null },
    });
    const stretch = { said: 'cd', contentLength: 2, contentRange: 'bytes 2-3/8' };
    expect(await opened('bytes=2-3')).toMatchObject(stretch);
    expect(await opened('bytes=-2')).toMatchObject({ said: 'gh', contentRange: 'bytes 6-7/8' });
    await expect(store.open(key('range'), 'bytes=8-')).rejects.toBeInstanceOf(RangeError);
    await expect(store.open(key('nothing'), null)).rejects.toBeInstanceOf(ObjectNotFoundError);
  });

  it('takes a file in parts over signed links, each for its own bytes only', async () => {
    const { multipart } = store;
    const pieces = [Buffer.alloc(5 * 1024 * 1024, 1), Buffer.from('the rest')];
    const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64');
    const upload = { key: key('parts'), storeUploadId: await multipart.begin(key('parts'), 'video/mp4') };
    const send = async (number: number, bytes: Buffer, sent: Buffer<ArrayBuffer> = Buffer.from(bytes)) => {
      const part = { number, sha256: digest(bytes), expiresInSeconds: 60 };
      const { url, headers } = await multipart.presignPart(upload, part);
      const origin = isOurs ? { origin: testOrigin } : {};
      return await fetch(url, { method: 'PUT', body: sent, headers: { ...headers, ...origin } });
    };
    const [first = Buffer.of(), second = Buffer.of()] = pieces;
    expect((await send(2, second, Buffer.from('the pest'))).status).toBe(400);
    expect(await multipart.listParts(upload)).toEqual([]);
    for (const [index, piece] of pieces.entries()) expect((await send(index + 1, piece)).status).toBe(200);
    const parts = (await multipart.listParts(upload)) ?? [];
    expect(parts).toMatchObject([
      { number: 1, bytes: first.byteLength, sha256: digest(first) },
      { number: 2, bytes: second.byteLength, sha256: digest(second) },
    ]);
    expect(await multipart.complete(upload, parts)).toBe(true);
    expect(await multipart.complete(upload, parts)).toBe(false);
    expect(await multipart.listParts(upload)).toBeNull();
    expect(await store.head(key('parts'))).toMatchObject({ contentType: 'video/mp4' });
    expect((await buffer(await store.get(key('parts')))).equals(Buffer.concat(pieces))).toBe(true);
    const given = { key: key('given-up'), storeUploadId: await multipart.begin(key('given-up'), 'a/b') };
    await multipart.abort(given);
    await multipart.abort(given);
    expect(await multipart.listParts(given)).toBeNull();
  });

  it('pings the bucket, and fails on another one, other keys and a dead address', async () => {
    await expect(store.ping()).resolves.toBeUndefined();
    const ping = async (overrides: object) => createObjectStore(await configFor(overrides)).ping();
    await expect(ping({ bucket: 'no-such-bucket-here-0815' })).rejects.toBeDefined();
    await expect(ping({ secretAccessKey: `${testCredentials.secretAccessKey}x` })).rejects.toBeDefined();
    await expect(ping({ endpoint: 'http://127.0.0.1:1' })).rejects.toBeDefined();
  });
});
