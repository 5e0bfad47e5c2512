import { randomBytes } from 'node:crypto';
import {
  DeleteBucketCorsCommand,
  GetBucketCorsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestBucket, testBuckets, testOrigin, testPrefix } from './test-targets';

describe.each(testBuckets.filter(({ isOurs }) => isOurs))('cross-origin requests to $name', ({ open }) => {
  let target: TestBucket;
  const key = `${testPrefix}cors`;
  const preflight = (origin: string, method: string, headers = 'content-type, x-amz-meta-a') =>
    fetch(`${target.base}/${key}`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
    });

  beforeAll(async () => {
    target = await open();
  });
  afterAll(() => target.close());

  it('answers the preflight of an allowed origin', async () => {
    const answer = await preflight(testOrigin, 'PUT');
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': testOrigin,
      'access-control-allow-methods': 'GET, PUT, POST, HEAD',
      'access-control-allow-headers': 'content-type, x-amz-meta-a',
      'access-control-max-age': '300',
      vary: expect.stringContaining('Origin'),
    });
  });

  it('refuses other origins and methods', async () => {
    for (const [origin, method] of [
      ['http://evil.test', 'PUT'],
      [`${testOrigin}.evil.test`, 'PUT'],
      ['http://localhost:30000', 'PUT'],
      [testOrigin, 'DELETE'],
    ] as const) {
      const answer = await preflight(origin, method);
      expect(answer.status).toBe(403);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('lets the page read the ETag of its upload, and the error of a refused one', async () => {
    const client = target.client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    const command = new PutObjectCommand({ Bucket: target.bucket, Key: key });
    const url = await getSignedUrl(client, command, { expiresIn: 60 });
    const headers = { origin: testOrigin };
    const stored = await fetch(url, { method: 'PUT', body: 'x', headers });
    expect(stored.status).toBe(200);
    expect(stored.headers.get('access-control-expose-headers')).toBe('ETag');
    const refused = await fetch(`${url}0`, { method: 'PUT', body: 'x', headers });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, testOrigin]);
  });

  it('takes its rules over the API', async () => {
    const Bucket = target.bucket;
    const rule = {
      AllowedMethods: ['GET'],
      AllowedOrigins: ['https://*.school.test'],
      AllowedHeaders: ['x-*'],
    };
    await target.s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }));
    expect((await target.s3.send(new GetBucketCorsCommand({ Bucket }))).CORSRules).toEqual([rule]);
    expect((await preflight('https://a.school.test', 'GET', 'X-One')).status).toBe(200);
    expect((await preflight('https://a.school.test', 'GET', 'content-type')).status).toBe(403);
    expect((await preflight('https://school.test', 'GET', 'x-one')).status).toBe(403);
    const open = { AllowedMethods: ['GET'], AllowedOrigins: ['*'] };
    await target.s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [open] } }));
    const anyone = await fetch(`${target.base}/${key}`, { headers: { origin: 'https://anyone.test' } });
    expect(anyone.headers.get('access-control-allow-origin')).toBe('*');
    await target.s3.send(new DeleteBucketCorsCommand({ Bucket }));
    await expect(target.s3.send(new GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NoSuchCORSConfiguration',
    });
  });
});

describe.each(testBuckets)('form uploads to $name', ({ open }) => {
  let target: TestBucket;
  const key = (name: string) => `${testPrefix}forms/${name}`;
  const codeOf = async (answer: Response) => /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1];

  const prepare = async (name: string, options: Partial<PresignedPostOptions> = {}) => {
    const { url, fields } = await createPresignedPost(target.s3, {
      Bucket: target.bucket,
      Key: key(name),
      Expires: 60,
      Conditions: [
        ['content-length-range', 10, 200_000],
        ['starts-with', '$Content-Type', 'image/'],
      ],
      Fields: { success_action_status: '201', 'x-amz-meta-owner': 'ada' },
      ...options,
    });
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append('Content-Type', 'image/png');
    return { url, form };
  };
  const submit = (
    { url, form }: Awaited<ReturnType<typeof prepare>>,
    bytes: Uint8Array<ArrayBuffer>,
    name = 'x.png',
  ) => {
    form.append('file', new Blob([bytes], { type: 'image/png' }), name);
    return fetch(url, { method: 'POST', body: form });
  };
  const read = async (name: string) => {
    const { Body } = await target.s3.send(new GetObjectCommand({ Bucket: target.bucket, Key: key(name) }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };

  beforeAll(async () => {
    target = await open();
  });
  afterAll(() => target.close());

  it('stores the file with its fields', async () => {
    const bytes = randomBytes(150_000);
    const answer = await submit(await prepare('ok.png'), bytes);
    expect(answer.status).toBe(201);
    expect(await answer.text()).toContain(`<Key>${key('ok.png')}</Key>`);
    expect((await read('ok.png')).equals(bytes)).toBe(true);
    const head = await target.s3.send(new HeadObjectCommand({ Bucket: target.bucket, Key: key('ok.png') }));
    expect(head).toMatchObject({ ContentType: 'image/png', Metadata: { owner: 'ada' } });
  });

  it('keeps bytes that look like the boundary', async () => {
    const bytes = Buffer.concat([
      Buffer.from('\r\n--'),
      randomBytes(100),
      Buffer.from('\r\n------\r\n--\r\n'),
    ]);
    expect((await submit(await prepare('tricky.png'), bytes)).status).toBe(201);
    expect((await read('tricky.png')).equals(bytes)).toBe(true);
  });

  it('puts the name of the file where the key asks for it', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the variable is S3's
    const prepared = await prepare('by-name/${filename}', { Fields: {} });
    expect((await submit(prepared, randomBytes(20), 'my photo.png')).status).toBe(204);
    expect(await read('by-name/my photo.png')).toHaveLength(20);
  });

  it('redirects where it was told to', async () => {
    const success_action_redirect = 'http://localhost:3000/done?x=1';
    const prepared = await prepare('redirect.png', { Fields: { success_action_redirect } });
    prepared.form.append('file', new Blob([randomBytes(20)], { type: 'image/png' }), 'x.png');
    const answer = await fetch(prepared.url, { method: 'POST', body: prepared.form, redirect: 'manual' });
    expect(answer.status).toBe(303);
    const location = new URL(answer.headers.get('location') ?? '');
    expect(location.searchParams.get('key')).toBe(key('redirect.png'));
    expect(location.searchParams.get('x')).toBe('1');
  });

  it('refuses files outside the signed size', async () => {
    const large = await submit(await prepare('large.png'), randomBytes(300_000));
    expect([large.status, await codeOf(large)]).toEqual([400, 'EntityTooLarge']);
    const small = await submit(await prepare('small.png'), randomBytes(9));
    expect([small.status, await codeOf(small)]).toEqual([400, 'EntityTooSmall']);
    await expect(read('large.png')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(read('small.png')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it.each([
    ['another key', (form: FormData) => form.set('key', key('stolen.png'))],
    ['another type', (form: FormData) => form.set('Content-Type', 'text/html')],
    ['a field that was not signed', (form: FormData) => form.set('x-amz-meta-role', 'admin')],
    ['another policy', (form: FormData) => form.set('Policy', Buffer.from('{}').toString('base64'))],
    ['another signature', (form: FormData) => form.set('X-Amz-Signature', '0'.repeat(64))],
    ['no policy', (form: FormData) => form.delete('Policy')],
  ])('refuses %s', async (_, tamper) => {
    const prepared = await prepare('tampered.png');
    tamper(prepared.form);
    expect((await submit(prepared, randomBytes(20))).status).toBe(403);
  });

  it('refuses a form after its time', async () => {
    const prepared = await prepare('late.png', { Expires: -10 });
    const answer = await submit(prepared, randomBytes(20));
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'AccessDenied']);
  });

  it('refuses forms without a file, and bodies that are no form', async () => {
    const { url, form } = await prepare('none.png');
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(400);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await fetch(url, { method: 'POST', body: 'garbage', headers })).status).toBe(400);
  });
});
