import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECKSUM_ALGORITHMS, startChecksum } from './protocol/checksum';
import { type TestBucket, testBuckets, testPrefix } from './test-targets';

const sdkName = {
  crc32: 'CRC32',
  crc32c: 'CRC32C',
  crc64nvme: 'CRC64NVME',
  sha1: 'SHA1',
  sha256: 'SHA256',
} as const;

describe.each(testBuckets)('integrity at $name', ({ open }) => {
  let target: TestBucket;
  const at = (name: string) => ({ Bucket: target.bucket, Key: `${testPrefix}integrity/${name}` });
  const body = randomBytes(300_000);
  const digest = (algorithm: (typeof CHECKSUM_ALGORITHMS)[number]) => {
    const checksum = startChecksum(algorithm);
    checksum.update(body);
    return checksum.digest();
  };
  const read = async (name: string) => {
    const { Body } = await target.s3.send(new GetObjectCommand(at(name)));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };
  const failure = (name: string) => expect.objectContaining({ name });

  beforeAll(async () => {
    target = await open();
  });
  afterAll(() => target.close());

  it.each(CHECKSUM_ALGORITHMS)('verifies %s and gives it back', async (algorithm) => {
    const field = `Checksum${sdkName[algorithm]}`;
    await target.s3.send(new PutObjectCommand({ ...at(algorithm), Body: body, [field]: digest(algorithm) }));
    const head = await target.s3.send(new HeadObjectCommand({ ...at(algorithm), ChecksumMode: 'ENABLED' }));
    expect(head).toMatchObject({ [field]: digest(algorithm) });
    const wrong = Buffer.from(digest(algorithm), 'base64');
    wrong[0] = (wrong[0] ?? 0) ^ 1;
    const bad = new PutObjectCommand({ ...at('bad'), Body: body, [field]: wrong.toString('base64') });
    await expect(target.s3.send(bad)).rejects.toEqual(failure('BadDigest'));
  });

  it('keeps what was there when an upload turns out wrong', async () => {
    await target.s3.send(new PutObjectCommand({ ...at('kept'), Body: 'old' }));
    const bad = new PutObjectCommand({ ...at('kept'), Body: body, ChecksumCRC32: 'AAAAAA==' });
    await expect(target.s3.send(bad)).rejects.toEqual(failure('BadDigest'));
    expect((await read('kept')).toString()).toBe('old');
  });

  it.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)(
    'takes streams with a %s trailer',
    async (ChecksumAlgorithm) => {
      const pieces = [body.subarray(0, 70_001), body.subarray(70_001, 70_002), body.subarray(70_002)];
      await target.s3.send(
        new PutObjectCommand({
          ...at(`stream-${ChecksumAlgorithm}`),
          Body: Readable.from(pieces),
          ContentLength: body.length,
          ChecksumAlgorithm,
          ContentEncoding: 'identity',
        }),
      );
      expect((await read(`stream-${ChecksumAlgorithm}`)).equals(body)).toBe(true);
      const head = await target.s3.send(
        new HeadObjectCommand({ ...at(`stream-${ChecksumAlgorithm}`), ChecksumMode: 'ENABLED' }),
      );
      expect(head[`Checksum${ChecksumAlgorithm}`]).toMatch(/^[\w+/]+=*$/);
      expect(head.ContentEncoding).toBe('identity');
    },
  );

  it('verifies Content-MD5', async () => {
    const ContentMD5 = createHash('md5').update(body).digest('base64');
    await target.s3.send(new PutObjectCommand({ ...at('md5'), Body: body, ContentMD5 }));
    const wrong = createHash('md5').update('other').digest('base64');
    const bad = new PutObjectCommand({ ...at('md5'), Body: body, ContentMD5: wrong });
    await expect(target.s3.send(bad)).rejects.toEqual(failure('BadDigest'));
    const malformed = new PutObjectCommand({ ...at('md5'), Body: body, ContentMD5: 'nonsense' });
    await expect(target.s3.send(malformed)).rejects.toEqual(failure('InvalidDigest'));
  });

  it('verifies the signed hash of the payload', async () => {
    const command = new PutObjectCommand({ ...at('hash'), Body: 'abc' });
    const client = target.client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    client.middlewareStack.add(
      (next) => (args) => {
        const { request } = args;
        if (typeof request === 'object' && request !== null && 'body' in request) request.body = 'abd';
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low', name: 'swapBody' },
    );
    await expect(client.send(command)).rejects.toEqual(failure('XAmzContentSHA256Mismatch'));
  });

  it('takes a link signed with the SDK’s defaults, whose checksum is of nothing', async () => {
    const url = await getSignedUrl(target.s3, new PutObjectCommand(at('defaults')), { expiresIn: 60 });
    const answer = await fetch(url, { method: 'PUT', body });
    expect(answer.status).toBe(200);
    expect((await read('defaults')).equals(body)).toBe(true);
  });
});
