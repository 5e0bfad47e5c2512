import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type S3Server, startS3 } from './index';
import { temporaryFolder, testCredentials } from './test-targets';

const Bucket = 'durable';

function clientFor(url: string): S3Client {
  const { region } = testCredentials;
  return new S3Client({
    endpoint: url,
    region,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: testCredentials,
  });
}

const textOf = async (s3: S3Client, Key: string): Promise<string | undefined> =>
  (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();

describe('the file server over one folder', () => {
  let dataDir: string;
  let server: S3Server;
  let s3: S3Client;
  const start = async () => {
    server = await startS3({ port: 0, dataDir, credentials: testCredentials, buckets: [Bucket] });
    s3 = clientFor(server.url);
  };
  const restart = async () => {
    await server.close();
    await start();
  };
  const stored = async (folder: string) => (await readdir(path.join(dataDir, Bucket, folder))).sort();

  beforeEach(async () => {
    dataDir = await temporaryFolder();
    await start();
  });
  afterEach(async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('finds objects, buckets and open uploads again after a restart', async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'second-one' }));
    await s3.send(
      new PutObjectCommand({ Bucket, Key: 'ä/b', Body: 'kept', Metadata: { m: '1' }, ContentType: 'text/x' }),
    );
    const { UploadId } = await s3.send(
      new CreateMultipartUploadCommand({ Bucket, Key: 'big', ContentType: 'video/mp4' }),
    );
    const [one, two] = [randomBytes(5 * 1024 * 1024), randomBytes(10)] as const;
    const upload = { Bucket, Key: 'big', UploadId };
    const first = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: one }));
    await restart();

    expect(server.files.buckets()).toEqual([Bucket, 'second-one']);
    const found = await s3.send(new GetObjectCommand({ Bucket, Key: 'ä/b' }));
    expect(await found.Body?.transformToString()).toBe('kept');
    expect(found).toMatchObject({ Metadata: { m: '1' }, ContentType: 'text/x' });
    expect((await s3.send(new ListPartsCommand(upload))).Parts?.map(({ ETag }) => ETag)).toEqual([
      first.ETag,
    ]);
    const second = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 2, Body: two }));
    const Parts = [first, second].map(({ ETag }, index) => ({ ETag, PartNumber: index + 1 }));
    await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    await restart();
    const whole = await s3.send(new GetObjectCommand({ Bucket, Key: 'big' }));
    const bytes = Buffer.from((await whole.Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.concat([one, two]))).toBe(true);
  });

  it('clears away what a crash left unfinished, and only that', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'kept' }));
    const before = { data: await stored('data'), objects: await stored('objects') };
    const [record = ''] = before.objects;
    await writeFile(path.join(dataDir, Bucket, 'data', 'half-written'), 'partial');
    await writeFile(path.join(dataDir, Bucket, 'objects', `${record}.abc.tmp`), '{"key":');
    await mkdir(path.join(dataDir, Bucket, 'uploads', 'never-described'));
    await restart();
    expect({ data: await stored('data'), objects: await stored('objects') }).toEqual(before);
    expect(await stored('uploads')).toEqual([]);
    expect(await textOf(s3, 'kept')).toBe('kept');
  });

  it('recognises an upload whose completion was the last thing before a crash', async () => {
    const upload = {
      Bucket,
      Key: 'm',
      ...(await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'm' }))),
    };
    const { UploadId } = upload;
    const { ETag } = await s3.send(
      new UploadPartCommand({ Bucket, Key: 'm', UploadId, PartNumber: 1, Body: 'part' }),
    );
    const folder = path.join(dataDir, Bucket, 'uploads', UploadId ?? '');
    const names = await readdir(folder);
    const files = await Promise.all(
      names.map(async (name) => [name, await readFile(path.join(folder, name))] as const),
    );
    const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'm', UploadId, MultipartUpload }));
    await server.close();
    await mkdir(folder);
    for (const [name, content] of files) await writeFile(path.join(folder, name), content);
    await start();
    await expect(s3.send(new ListPartsCommand({ Bucket, Key: 'm', UploadId }))).rejects.toMatchObject({
      name: 'NoSuchUpload',
    });
    expect(await textOf(s3, 'm')).toBe('part');
  });

  it('frees the bytes of what was replaced and deleted', async () => {
    for (const text of ['one', 'two', 'three'])
      await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: text }));
    expect(await stored('data')).toHaveLength(1);
    const bad = new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ChecksumCRC32: 'AAAAAA==' });
    await expect(s3.send(bad)).rejects.toBeDefined();
    const refused = new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', IfNoneMatch: '*' });
    await expect(s3.send(refused)).rejects.toBeDefined();
    expect(await stored('data')).toHaveLength(1);
    expect(await textOf(s3, 'k')).toBe('three');
  });

  it('serves the version a reader began with, to its end', async () => {
    const old = [randomBytes(5 * 1024 * 1024), randomBytes(5 * 1024 * 1024), randomBytes(1024)];
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' }));
    const Parts: CompletedPart[] = [];
    for (const [index, Body] of old.entries()) {
      const part = { Bucket, Key: 'k', UploadId, PartNumber: index + 1 };
      const { ETag } = await s3.send(new UploadPartCommand({ ...part, Body }));
      Parts.push({ ETag, PartNumber: part.PartNumber });
    }
    await s3.send(
      new CompleteMultipartUploadCommand({ Bucket, Key: 'k', UploadId, MultipartUpload: { Parts } }),
    );
    // Nothing of the answer is consumed yet, so its later parts are still unread on the server.
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'new' }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(Buffer.concat(old))).toBe(true);
    expect(await textOf(s3, 'k')).toBe('new');
    await vi.waitFor(async () => expect(await stored('data')).toHaveLength(1), { timeout: 3000 });
  });

  it('leaves one writer’s whole object when many write at once', async () => {
    const bodies = Array.from({ length: 12 }, (_, index) => Buffer.alloc(200_000, index));
    await Promise.all(bodies.map((Body) => s3.send(new PutObjectCommand({ Bucket, Key: 'same', Body }))));
    const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket, Key: 'same' }));
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    expect(bodies.some((candidate) => candidate.equals(bytes))).toBe(true);
    expect(ETag).toBe(`"${createHash('md5').update(bytes).digest('hex')}"`);
    expect(await stored('data')).toHaveLength(1);
  });

  it('keeps every key inside its folder', async () => {
    const keys = [
      '../escaped',
      '../../escaped',
      '/escaped',
      'a/../../../escaped',
      '..',
      'x\u0000y',
      'A',
      'a',
    ];
    for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    expect(await readdir(dataDir)).toEqual([Bucket]);
    expect(await stored('objects')).toHaveLength(keys.length);
    expect((await stored('objects')).every((name) => /^[0-9a-f]{64}\.json$/.test(name))).toBe(true);
    for (const Key of keys) expect(await textOf(s3, Key)).toBe(Key);
    await expect(s3.send(new CreateBucketCommand({ Bucket: 'UP.per' }))).rejects.toMatchObject({
      name: 'InvalidBucketName',
    });
  });

  it('removes only empty buckets', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketNotEmpty',
    });
    await s3.send(new CreateBucketCommand({ Bucket: 'brief' }));
    await s3.send(new DeleteBucketCommand({ Bucket: 'brief' }));
    await restart();
    expect(server.files.buckets()).toEqual([Bucket]);
  });

  it('says openly what it does not do', async () => {
    const versioning = new PutBucketVersioningCommand({
      Bucket,
      VersioningConfiguration: { Status: 'Enabled' },
    });
    await expect(s3.send(versioning)).rejects.toMatchObject({ name: 'NotImplemented' });
    const link = server.files.linkTo(Bucket, 'k');
    expect((await fetch(link.replace('?', '?acl&'))).status).toBe(403);
  });

  it('links to its files for pages of this process', async () => {
    await s3.send(
      new PutObjectCommand({ Bucket, Key: 'a b/ü&.txt', Body: 'hello', ContentType: 'text/plain' }),
    );
    const listing = server.files.list(Bucket, 'a b/');
    expect(listing).toMatchObject({ folders: [], next: null, files: [{ key: 'a b/ü&.txt', size: 5 }] });
    const answer = await fetch(server.files.linkTo(Bucket, 'a b/ü&.txt'));
    expect([answer.status, await answer.text()]).toEqual([200, 'hello']);
  });

  it('fails clearly when its port is taken', async () => {
    const second = startS3({
      port: server.port,
      dataDir: path.join(dataDir, 'other'),
      credentials: testCredentials,
      buckets: [],
    });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('the file server under kill -9', () => {
  let dataDir: string;
  let child: ChildProcess;
  const program = `
    import { startS3 } from './local/s3/index.ts';
    const [dataDir, credentials] = process.argv.slice(1);
    const server = await startS3({ port: 0, dataDir, credentials: JSON.parse(credentials), buckets: ['${Bucket}'] });
    console.log(server.url);`;
  const launch = async (): Promise<S3Client> => {
    const flags = [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      program,
      dataDir,
      JSON.stringify(testCredentials),
    ];
    child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
    if (child.stdout === null) throw new Error('The server has no output');
    const [url] = await once(createInterface({ input: child.stdout }), 'line');
    return clientFor(String(url));
  };
  const kill = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };

  beforeEach(async () => {
    dataDir = await temporaryFolder();
  });
  afterEach(async () => {
    if (child.exitCode === null && child.signalCode === null) await kill();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('has everything it confirmed, whole, and nothing half', async () => {
    const confirmed = new Map<string, string>();
    for (let round = 0; round < 3; round += 1) {
      const s3 = await launch();
      const write = async (index: number): Promise<void> => {
        const Key = `object-${index % 7}`;
        const Body = Buffer.alloc(50_000, `${round}.${index};`).toString();
        await s3.send(new PutObjectCommand({ Bucket, Key: `${round}/${index}`, Body }));
        confirmed.set(`${round}/${index}`, Body);
        await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
      };
      const writes = Array.from({ length: 60 }, (_, index) => write(index));
      await Promise.race([writes[20], Promise.all(writes)]);
      await kill();
      await Promise.allSettled(writes);
    }
    const s3 = await launch();
    for (const [key, body] of confirmed) expect(await textOf(s3, key)).toBe(body);
    expect(confirmed.size).toBeGreaterThan(2);
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    for (const { Key = '', Size, ETag } of Contents) {
      const text = (await textOf(s3, Key)) ?? '';
      expect([text.length, `"${createHash('md5').update(text).digest('hex')}"`]).toEqual([Size, ETag]);
    }
  }, 60_000);
});
