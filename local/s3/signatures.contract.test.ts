import { request } from 'node:http';
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestBucket, testBuckets, testCredentials, testPrefix } from './test-targets';

const codeOf = async (answer: Response) => /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1];

describe.each(testBuckets)('signatures at $name', ({ open, isOurs }) => {
  let target: TestBucket;
  const key = (name: string) => `${testPrefix}signed/${name}`;
  const at = (name: string) => ({ Bucket: target.bucket, Key: key(name) });
  const withoutChecksums: S3ClientConfig = { requestChecksumCalculation: 'WHEN_REQUIRED' };

  const signGet = (name: string, options: { expiresIn?: number; signingDate?: Date } = {}, input = {}) =>
    getSignedUrl(target.s3, new GetObjectCommand({ ...at(name), ...input }), { expiresIn: 60, ...options });
  const signPut = (name: string, input = {}, signed: string[] = []) =>
    getSignedUrl(target.client(withoutChecksums), new PutObjectCommand({ ...at(name), ...input }), {
      expiresIn: 60,
      signableHeaders: new Set(['host', ...signed]),
    });

  beforeAll(async () => {
    target = await open();
    await target.s3.send(new PutObjectCommand({ ...at('a'), Body: 'secret', ContentType: 'text/plain' }));
    await target.s3.send(new PutObjectCommand({ ...at('b'), Body: 'another' }));
  });
  afterAll(() => target.close());

  describe('a signed link', () => {
    it('reads, with the headers it was signed to answer', async () => {
      const url = await signGet(
        'a',
        {},
        {
          ResponseContentDisposition: 'attachment; filename="x.txt"',
          ResponseContentType: 'application/octet-stream',
          ResponseCacheControl: 'no-store',
        },
      );
      const answer = await fetch(url);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="x.txt"');
      expect(answer.headers.get('content-type')).toBe('application/octet-stream');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.text()).toBe('secret');
    });

    it('serves ranges and conditions', async () => {
      const url = await signGet('a');
      const part = await fetch(url, { headers: { range: 'bytes=1-2' } });
      expect([part.status, await part.text()]).toEqual([206, 'ec']);
      const etag = part.headers.get('etag') ?? '';
      expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    });

    it.each([
      ['another key', (url: string) => url.replace('/a?', '/b?')],
      [
        'another signature',
        (url: string) => url.replace(/(Signature=)(.)/, (_, name, c) => name + (c === '0' ? '1' : '0')),
      ],
      ['no signature', (url: string) => url.replace(/&X-Amz-Signature=[0-9a-f]+/, '')],
      ['a longer life', (url: string) => url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600')],
      ['a later date', (url: string) => url.replace(/(X-Amz-Date=\d{8}T)\d{6}/, '$1235959')],
      ['an added parameter', (url: string) => `${url}&response-content-type=text%2Fhtml`],
      [
        'another access key',
        (url: string) => url.replace(/(X-Amz-Credential=)[A-Z0-9]+/, '$1AKIASOMEBODYELSE'),
      ],
    ])('is refused with %s', async (_, tamper) => {
      const url = await signGet('a');
      const tampered = tamper(url);
      expect(tampered).not.toBe(url);
      expect((await fetch(tampered)).status).toBe(403);
    });

    it('is refused for another method', async () => {
      const url = await signGet('a');
      for (const method of ['PUT', 'DELETE', 'HEAD']) expect((await fetch(url, { method })).status).toBe(403);
      expect((await fetch(url)).status).toBe(200);
    });

    it('is refused after its time, and before it', async () => {
      const late = await signGet('a', { expiresIn: 1, signingDate: new Date(Date.now() - 60_000) });
      const answer = await fetch(late);
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'AccessDenied']);
      const early = await signGet('a', { signingDate: new Date(Date.now() + 60 * 60_000) });
      expect((await fetch(early)).status).toBe(403);
    });

    it('is refused with a header that changes the request but was not signed', async () => {
      const url = await signPut('smuggled');
      const headers = { 'x-amz-meta-owner': 'mallory' };
      expect((await fetch(url, { method: 'PUT', body: 'x', headers })).status).toBe(403);
      const copy = { 'x-amz-copy-source': `/${target.bucket}/${key('a')}` };
      expect((await fetch(url, { method: 'PUT', headers: copy })).status).toBe(403);
      expect((await fetch(url, { method: 'PUT', body: 'fine' })).status).toBe(200);
    });
  });

  describe('a signed upload', () => {
    it('stores what the browser sends, with the type it was signed for', async () => {
      const url = await signPut('up', { ContentType: 'image/png', ContentLength: 3 }, [
        'content-type',
        'content-length',
      ]);
      const send = (body: string, type: string) =>
        fetch(url, { method: 'PUT', body, headers: { 'content-type': type } });
      expect((await send('abc', 'text/html')).status).toBe(403);
      expect((await send('abcd', 'image/png')).status).toBe(403);
      expect((await send('abc', 'image/png')).status).toBe(200);
      expect(await target.s3.send(new HeadObjectCommand(at('up')))).toMatchObject({
        ContentType: 'image/png',
        ContentLength: 3,
      });
    });
  });

  describe('a signed request', () => {
    const failure = (status: number) =>
      expect.objectContaining({ $metadata: expect.objectContaining({ httpStatusCode: status }) });
    const readWith = (overrides: S3ClientConfig) =>
      target.client(overrides).send(new GetObjectCommand(at('a')));

    it('is refused without, or with wrong keys', async () => {
      expect((await fetch(`${target.base}/${key('a')}`)).status).toBe(403);
      const { accessKeyId, secretAccessKey } = testCredentials;
      const wrongSecret = readWith({
        credentials: { ...(await target.s3.config.credentials()), secretAccessKey: 'no' },
      });
      await expect(wrongSecret).rejects.toEqual(failure(403));
      const wrongKey = readWith({ credentials: { accessKeyId: `${accessKeyId}X`, secretAccessKey } });
      await expect(wrongKey).rejects.toEqual(failure(403));
    });

    it('is refused for another region', async () => {
      await expect(readWith({ region: 'sa-east-1' })).rejects.toEqual(failure(400));
    });

    // The SDK corrects its clock after a first refusal where it may try again.
    it.runIf(isOurs)('is refused when its clock is far off', async () => {
      const skewed = readWith({ systemClockOffset: 20 * 60_000, maxAttempts: 1 });
      await expect(skewed).rejects.toMatchObject({ name: 'RequestTimeTooSkewed' });
    });

    it.runIf(isOurs)('works with the bucket in the host name', async () => {
      const virtual = target.client({ forcePathStyle: false });
      const url = new URL(await getSignedUrl(virtual, new GetObjectCommand(at('a')), { expiresIn: 60 }));
      expect(url.hostname).toBe(`${target.bucket}.localhost`);
      const body = await new Promise<string>((resolve, reject) => {
        const options = {
          host: '127.0.0.1',
          port: url.port,
          path: url.pathname + url.search,
          headers: { host: url.host },
        };
        request(options, (answer) => {
          let text = '';
          answer.on('data', (chunk) => {
            text += chunk;
          });
          answer.on('end', () => resolve(text));
        })
          .on('error', reject)
          .end();
      });
      expect(body).toBe('secret');
    });
  });

  it('answers errors as S3 documents', async () => {
    const answer = await fetch(`${target.base}/${key('a')}`);
    expect(answer.headers.get('content-type')).toBe('application/xml');
    expect(answer.headers.get('x-amz-request-id')).toMatch(/^\S{8,}$/);
    expect(await answer.text()).toMatch(/<Error><Code>AccessDenied<\/Code><Message>[^<]+<\/Message>/);
  });
});
