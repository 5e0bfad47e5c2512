import { randomBytes } from 'node:crypto';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestBucket, testBuckets, testPrefix } from './test-targets';

describe.each(testBuckets)('objects in $name', ({ open }) => {
  let target: TestBucket;
  const key = (name: string) => `${testPrefix}objects/${name}`;
  const at = (name: string) => ({ Bucket: target.bucket, Key: key(name) });
  const body = randomBytes(100_000);

  const put = (name: string, Body: string | Uint8Array = 'x') =>
    target.s3.send(new PutObjectCommand({ ...at(name), Body }));
  const read = async (name: string, options: { Range?: string; PartNumber?: number } = {}) => {
    const { Body } = await target.s3.send(new GetObjectCommand({ ...at(name), ...options }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };
  const failure = (status: number, name?: string) =>
    expect.objectContaining({
      ...(name === undefined ? {} : { name }),
      $metadata: expect.objectContaining({ httpStatusCode: status }),
    });

  beforeAll(async () => {
    target = await open();
    await target.s3.send(
      new PutObjectCommand({
        ...at('a.png'),
        Body: body,
        ContentType: 'image/png',
        CacheControl: 'max-age=60',
        ContentDisposition: 'inline; filename="a.png"',
        ContentLanguage: 'es',
        Metadata: { foo: 'bar' },
        Tagging: 'course=1&kind=image',
      }),
    );
  });
  afterAll(() => target.close());

  it('gives back bytes, headers, metadata and ETag', async () => {
    expect((await read('a.png')).equals(body)).toBe(true);
    const head = await target.s3.send(new HeadObjectCommand(at('a.png')));
    expect(head).toMatchObject({
      ContentLength: body.length,
      ContentType: 'image/png',
      CacheControl: 'max-age=60',
      ContentDisposition: 'inline; filename="a.png"',
      ContentLanguage: 'es',
      Metadata: { foo: 'bar' },
      AcceptRanges: 'bytes',
    });
    expect(head.ETag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(Math.abs(Date.now() - (head.LastModified?.getTime() ?? 0))).toBeLessThan(60_000);
  });

  it('stores empty objects', async () => {
    await put('empty', '');
    expect(await read('empty')).toHaveLength(0);
    const head = await target.s3.send(new HeadObjectCommand(at('empty')));
    expect(head).toMatchObject({ ContentLength: 0, ETag: '"d41d8cd98f00b204e9800998ecf8427e"' });
  });

  it('replaces an object as a whole', async () => {
    await target.s3.send(new PutObjectCommand({ ...at('twice'), Body: 'first', Metadata: { v: '1' } }));
    await put('twice', 'second');
    expect((await read('twice')).toString()).toBe('second');
    expect((await target.s3.send(new HeadObjectCommand(at('twice')))).Metadata).toEqual({});
  });

  it.each([
    ['bytes=0-99', 0, 100],
    ['bytes=-10', 99_990, 100_000],
    ['bytes=99000-', 99_000, 100_000],
    ['bytes=99990-200000', 99_990, 100_000],
  ])('serves the range %s', async (Range, start, end) => {
    const answer = await target.s3.send(new GetObjectCommand({ ...at('a.png'), Range }));
    expect(answer.$metadata.httpStatusCode).toBe(206);
    expect(answer.ContentRange).toBe(`bytes ${start}-${end - 1}/100000`);
    expect(
      Buffer.from((await answer.Body?.transformToByteArray()) ?? []).equals(body.subarray(start, end)),
    ).toBe(true);
  });

  it('refuses a range beyond the end', async () => {
    await expect(read('a.png', { Range: 'bytes=100000-' })).rejects.toEqual(failure(416, 'InvalidRange'));
  });

  it('answers conditions on reads', async () => {
    const { ETag, LastModified } = await target.s3.send(new HeadObjectCommand(at('a.png')));
    const get = (conditions: object) =>
      target.s3.send(new GetObjectCommand({ ...at('a.png'), ...conditions }));
    await expect(get({ IfNoneMatch: ETag })).rejects.toEqual(failure(304));
    await expect(get({ IfModifiedSince: LastModified })).rejects.toEqual(failure(304));
    await expect(get({ IfMatch: '"another"' })).rejects.toEqual(failure(412, 'PreconditionFailed'));
    await expect(get({ IfUnmodifiedSince: new Date(0) })).rejects.toEqual(failure(412, 'PreconditionFailed'));
    const sent = await get({ IfMatch: ETag, IfUnmodifiedSince: new Date(0) });
    expect(sent.$metadata.httpStatusCode).toBe(200);
    await sent.Body?.transformToByteArray();
  });

  it('creates only where nothing is, and replaces only what it names', async () => {
    const write = (conditions: object) =>
      target.s3.send(new PutObjectCommand({ ...at('guarded'), Body: 'x', ...conditions }));
    const { ETag } = await write({ IfNoneMatch: '*' });
    await expect(write({ IfNoneMatch: '*' })).rejects.toEqual(failure(412, 'PreconditionFailed'));
    await expect(write({ IfMatch: '"another"' })).rejects.toEqual(failure(412, 'PreconditionFailed'));
    await expect(write({ IfMatch: ETag })).resolves.toBeDefined();
    const absent = new PutObjectCommand({ ...at('not-there'), Body: 'x', IfMatch: ETag });
    await expect(target.s3.send(absent)).rejects.toEqual(failure(404));
  });

  it('lets exactly one of many concurrent creations win', async () => {
    const attempts = Array.from({ length: 20 }, (_, index) =>
      target.s3.send(new PutObjectCommand({ ...at('race'), Body: `writer ${index}`, IfNoneMatch: '*' })),
    );
    const results = await Promise.allSettled(attempts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = results.findIndex(({ status }) => status === 'fulfilled');
    expect((await read('race')).toString()).toBe(`writer ${winner}`);
  });

  it('names what is missing', async () => {
    await expect(read('nothing')).rejects.toEqual(failure(404, 'NoSuchKey'));
    await expect(target.s3.send(new HeadObjectCommand(at('nothing')))).rejects.toEqual(
      failure(404, 'NotFound'),
    );
    await expect(target.s3.send(new DeleteObjectCommand(at('nothing')))).resolves.toBeDefined();
    const elsewhere = new HeadBucketCommand({ Bucket: `${testPrefix.slice(0, 20)}-none` });
    await expect(target.s3.send(elsewhere)).rejects.toEqual(failure(404));
  });

  it.each([
    "ü/a b+c=d&e#f%25'(1)~é.txt",
    'emoji 😀 and "quotes" <tags>',
    '../../etc/passwd',
    'a/../b',
    './dot',
    'trailing/',
    'double//slash',
    'back\\slash',
    'con.txt:stream',
    'semi;colon?question',
  ])('keeps the odd key %s', async (name) => {
    await put(`odd/${name}`, name);
    expect((await read(`odd/${name}`)).toString()).toBe(name);
    const listed = await target.s3.send(
      new ListObjectsV2Command({ Bucket: target.bucket, Prefix: key(`odd/${name}`) }),
    );
    expect(listed.Contents?.map(({ Key }) => Key)).toContain(key(`odd/${name}`));
    await target.s3.send(
      new DeleteObjectsCommand({ Bucket: target.bucket, Delete: { Objects: [at(`odd/${name}`)] } }),
    );
    await expect(read(`odd/${name}`)).rejects.toEqual(failure(404));
  });

  it('refuses keys beyond 1024 bytes', async () => {
    const Key = 'é'.repeat(513);
    const long = new PutObjectCommand({ Bucket: target.bucket, Key, Body: 'x' });
    await expect(target.s3.send(long)).rejects.toEqual(failure(400, 'KeyTooLongError'));
  });

  it('copies with and without new headers', async () => {
    const CopySource = `${target.bucket}/${encodeURIComponent(key('a.png'))}`;
    await target.s3.send(new CopyObjectCommand({ ...at('copy'), CopySource }));
    expect((await read('copy')).equals(body)).toBe(true);
    expect(await target.s3.send(new HeadObjectCommand(at('copy')))).toMatchObject({
      ContentType: 'image/png',
      Metadata: { foo: 'bar' },
    });
    const replacing = { MetadataDirective: 'REPLACE', ContentType: 'text/plain' } as const;
    await target.s3.send(new CopyObjectCommand({ ...at('copy'), CopySource, ...replacing }));
    const replaced = await target.s3.send(new HeadObjectCommand(at('copy')));
    expect(replaced).toMatchObject({ ContentType: 'text/plain', Metadata: {} });
    await target.s3.send(new DeleteObjectCommand(at('copy')));
    expect((await read('a.png')).equals(body)).toBe(true);
    const fromNowhere = new CopyObjectCommand({ ...at('c'), CopySource: `${target.bucket}/nothing-here` });
    await expect(target.s3.send(fromNowhere)).rejects.toEqual(failure(404, 'NoSuchKey'));
    const conditional = new CopyObjectCommand({ ...at('c'), CopySource, CopySourceIfMatch: '"another"' });
    await expect(target.s3.send(conditional)).rejects.toEqual(failure(412));
  });

  it('tags', async () => {
    const tags = () => target.s3.send(new GetObjectTaggingCommand(at('a.png')));
    expect((await tags()).TagSet).toEqual([
      { Key: 'course', Value: '1' },
      { Key: 'kind', Value: 'image' },
    ]);
    const TagSet = [{ Key: 'ümlaut & co', Value: '<v>' }];
    await target.s3.send(new PutObjectTaggingCommand({ ...at('a.png'), Tagging: { TagSet } }));
    expect((await tags()).TagSet).toEqual(TagSet);
    await target.s3.send(new DeleteObjectTaggingCommand(at('a.png')));
    expect((await tags()).TagSet).toEqual([]);
    const twice = {
      TagSet: [
        { Key: 'k', Value: '1' },
        { Key: 'k', Value: '2' },
      ],
    };
    const duplicate = new PutObjectTaggingCommand({ ...at('a.png'), Tagging: twice });
    await expect(target.s3.send(duplicate)).rejects.toEqual(failure(400, 'InvalidTag'));
  });

  it('lists by prefix, folder and page, in byte order', async () => {
    for (const name of ['d/1', 'd/10', 'd/2', 'd/e/3', 'd/e/4', 'd/\uFB01', 'd/😀', 'dz'])
      await put(`list/${name}`);
    const list = (options: object) =>
      target.s3.send(new ListObjectsV2Command({ Bucket: target.bucket, Prefix: key('list/d/'), ...options }));
    const names = (page: { Contents?: { Key?: string | undefined }[] | undefined }) =>
      (page.Contents ?? []).map(({ Key }) => Key?.slice(key('list/').length));

    expect(names(await list({}))).toEqual(['d/1', 'd/10', 'd/2', 'd/e/3', 'd/e/4', 'd/\uFB01', 'd/😀']);
    const folder = await list({ Delimiter: '/' });
    expect(names(folder)).toEqual(['d/1', 'd/10', 'd/2', 'd/\uFB01', 'd/😀']);
    expect(folder.CommonPrefixes).toEqual([{ Prefix: key('list/d/e/') }]);
    expect(names(await list({ StartAfter: key('list/d/2') }))).toEqual([
      'd/e/3',
      'd/e/4',
      'd/\uFB01',
      'd/😀',
    ]);

    const seen: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await list({ Delimiter: '/', MaxKeys: 2, ContinuationToken });
      expect(page.KeyCount).toBeLessThanOrEqual(2);
      seen.push(
        ...names(page),
        ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix?.slice(key('list/').length)),
      );
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(seen).toEqual(['d/1', 'd/10', 'd/2', 'd/e/', 'd/\uFB01', 'd/😀']);

    const first = await target.s3.send(
      new ListObjectsCommand({
        Bucket: target.bucket,
        Prefix: key('list/d/'),
        MaxKeys: 6,
        Marker: key('list/d/1'),
      }),
    );
    expect(names(first)).toEqual(['d/10', 'd/2', 'd/e/3', 'd/e/4', 'd/\uFB01', 'd/😀']);
    expect(first.IsTruncated).toBe(false);
  });

  it('deletes many at once', async () => {
    await Promise.all(['1', '2', '3'].map((name) => put(`many/${name}`)));
    const Objects = ['1', '2', '3', 'never-there'].map((name) => ({ Key: key(`many/${name}`) }));
    const { Deleted } = await target.s3.send(
      new DeleteObjectsCommand({ Bucket: target.bucket, Delete: { Objects } }),
    );
    expect(Deleted).toHaveLength(4);
    const left = await target.s3.send(
      new ListObjectsV2Command({ Bucket: target.bucket, Prefix: key('many/') }),
    );
    expect(left.KeyCount).toBe(0);
  });
});
