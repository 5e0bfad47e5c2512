import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestBucket, testBuckets, testPrefix } from './test-targets';

const MIB = 1024 * 1024;

describe.each(testBuckets)('multipart uploads to $name', ({ open }) => {
  let target: TestBucket;
  const key = (name: string) => `${testPrefix}uploads/${name}`;
  const at = (name: string) => ({ Bucket: target.bucket, Key: key(name) });
  const big = randomBytes(5 * MIB);
  const tail = randomBytes(1000);
  const whole = Buffer.concat([big, tail]);
  const failure = (name: string) => expect.objectContaining({ name });

  const begin = async (name: string, input = {}) => {
    const { UploadId } = await target.s3.send(new CreateMultipartUploadCommand({ ...at(name), ...input }));
    return { ...at(name), UploadId };
  };
  type Begun = Awaited<ReturnType<typeof begin>>;
  const send = async (upload: Begun, PartNumber: number, Body: Uint8Array): Promise<CompletedPart> => {
    const { ETag, ChecksumCRC32 } = await target.s3.send(
      new UploadPartCommand({ ...upload, PartNumber, Body }),
    );
    return { PartNumber, ETag, ChecksumCRC32 };
  };
  const complete = (upload: Begun, Parts: CompletedPart[], input = {}) =>
    target.s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...input }));
  const read = async (name: string, options: { Range?: string; PartNumber?: number } = {}) => {
    const { Body } = await target.s3.send(new GetObjectCommand({ ...at(name), ...options }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };

  beforeAll(async () => {
    target = await open();
  });
  afterAll(() => target.close());

  it('assembles parts into one object', async () => {
    const upload = await begin('m', { ContentType: 'video/mp4', Metadata: { lesson: '7' }, Tagging: 'a=b' });
    // Parts may arrive in any order and be sent again.
    const second = await send(upload, 2, tail);
    await send(upload, 1, randomBytes(5 * MIB));
    const first = await send(upload, 1, big);
    await complete(upload, [first, second]);
    expect((await read('m')).equals(whole)).toBe(true);
    const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest();
    const etag = createHash('md5')
      .update(Buffer.concat([md5(big), md5(tail)]))
      .digest('hex');
    expect(await target.s3.send(new HeadObjectCommand(at('m')))).toMatchObject({
      ContentType: 'video/mp4',
      Metadata: { lesson: '7' },
      ContentLength: whole.length,
      ETag: `"${etag}-2"`,
    });
    await expect(complete(upload, [first, second])).rejects.toEqual(failure('NoSuchUpload'));
  });

  it('serves ranges across parts, and parts by number', async () => {
    const across = await read('m', { Range: `bytes=${5 * MIB - 10}-${5 * MIB + 9}` });
    expect(across.equals(whole.subarray(5 * MIB - 10, 5 * MIB + 10))).toBe(true);
    const answer = await target.s3.send(new GetObjectCommand({ ...at('m'), PartNumber: 2 }));
    expect(answer.PartsCount).toBe(2);
    expect(Buffer.from((await answer.Body?.transformToByteArray()) ?? []).equals(tail)).toBe(true);
  });

  it('takes parts over signed links, as a browser sends them', async () => {
    const upload = await begin('browser');
    const parts: CompletedPart[] = [];
    for (const [index, bytes] of [big, tail].entries()) {
      const client = target.client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
      const command = new UploadPartCommand({ ...upload, PartNumber: index + 1 });
      const answer = await fetch(await getSignedUrl(client, command, { expiresIn: 60 }), {
        method: 'PUT',
        body: bytes,
      });
      expect(answer.status).toBe(200);
      parts.push({ PartNumber: index + 1, ETag: answer.headers.get('etag') ?? undefined });
    }
    await complete(upload, parts);
    expect((await read('browser')).equals(whole)).toBe(true);
  });

  it('works with lib-storage over a stream of unknown length', async () => {
    const bytes = randomBytes(12 * MIB);
    const pieces = Array.from({ length: 12 }, (_, index) => bytes.subarray(index * MIB, (index + 1) * MIB));
    const params = { ...at('lib'), Body: Readable.from(pieces) };
    await new Upload({ client: target.s3, params, partSize: 5 * MIB, queueSize: 2 }).done();
    expect((await read('lib')).equals(bytes)).toBe(true);
  });

  it.each(['FULL_OBJECT', 'COMPOSITE'] as const)('verifies a %s checksum', async (ChecksumType) => {
    const upload = await begin(ChecksumType, { ChecksumAlgorithm: 'CRC32', ChecksumType });
    const parts = [await send(upload, 1, big), await send(upload, 2, tail)];
    const tampered = parts.map((part) => ({ ...part, ChecksumCRC32: 'AAAAAA==' }));
    await expect(complete(upload, tampered)).rejects.toEqual(failure('InvalidPart'));
    const { ChecksumCRC32 } = await complete(upload, parts);
    expect(ChecksumCRC32).toMatch(ChecksumType === 'COMPOSITE' ? /^.{6}==-2$/ : /^.{6}==$/);
    const head = await target.s3.send(
      new HeadObjectCommand({ ...at(ChecksumType), ChecksumMode: 'ENABLED' }),
    );
    expect(head).toMatchObject({ ChecksumCRC32, ChecksumType });
  });

  it('refuses small, unknown, altered and unordered parts', async () => {
    const upload = await begin('bad');
    const first = await send(upload, 1, big);
    const second = await send(upload, 2, tail);
    const third = await send(upload, 3, tail);
    await expect(complete(upload, [first, second, third])).rejects.toEqual(failure('EntityTooSmall'));
    await expect(complete(upload, [second, first])).rejects.toEqual(failure('InvalidPartOrder'));
    await expect(complete(upload, [first, { ...second, ETag: first.ETag }])).rejects.toEqual(
      failure('InvalidPart'),
    );
    await expect(complete(upload, [first, { ...second, PartNumber: 9 }])).rejects.toEqual(
      failure('InvalidPart'),
    );
    await expect(complete(upload, [])).rejects.toEqual(failure('MalformedXML'));
    await complete(upload, [first, third]);
    expect((await read('bad')).equals(whole)).toBe(true);
  });

  it('keeps the condition of a completion', async () => {
    const upload = await begin('m');
    const part = await send(upload, 1, tail);
    await expect(complete(upload, [part], { IfNoneMatch: '*' })).rejects.toEqual(
      failure('PreconditionFailed'),
    );
    expect((await read('m')).equals(whole)).toBe(true);
    await target.s3.send(new AbortMultipartUploadCommand(upload));
  });

  it('lists open uploads and their parts until they are aborted', async () => {
    const upload = await begin('open');
    for (const number of [3, 1, 2]) await send(upload, number, tail);
    const all = await target.s3.send(new ListPartsCommand(upload));
    expect(all.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual(
      [1, 2, 3].map((n) => [n, tail.length]),
    );
    const page = await target.s3.send(new ListPartsCommand({ ...upload, MaxParts: 2 }));
    expect([page.IsTruncated, page.Parts?.length]).toEqual([true, 2]);
    const PartNumberMarker = page.NextPartNumberMarker;
    const rest = await target.s3.send(new ListPartsCommand({ ...upload, PartNumberMarker }));
    expect(rest.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([3]);

    const listed = () =>
      target.s3.send(new ListMultipartUploadsCommand({ Bucket: target.bucket, Prefix: key('open') }));
    expect((await listed()).Uploads?.map(({ UploadId }) => UploadId)).toEqual([upload.UploadId]);
    await target.s3.send(new AbortMultipartUploadCommand(upload));
    expect((await listed()).Uploads ?? []).toEqual([]);
    await expect(send(upload, 1, tail)).rejects.toEqual(failure('NoSuchUpload'));
    await expect(target.s3.send(new ListPartsCommand(upload))).rejects.toEqual(failure('NoSuchUpload'));
  });
});
