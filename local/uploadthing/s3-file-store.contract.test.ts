import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type S3Server, startS3 } from '@/local/s3';
import type { FileStore } from './file-store';
import { s3FileStore } from './s3-file-store';

const region = 'us-east-1';
const keys = { accessKeyId: 'local', secretAccessKey: 'local-secret' };

let dataDir: string;
let server: S3Server;
let client: S3Client;
let store: FileStore;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'store-'));
  server = await startS3({ port: 0, dataDir, credentials: { ...keys, region }, buckets: ['lyceum'] });
  client = new S3Client({ endpoint: server.url, region, forcePathStyle: true, credentials: keys });
  store = s3FileStore(client, 'lyceum', 'uploads/');
});
afterAll(async () => {
  client.destroy();
  await server.close();
  await rm(dataDir, { recursive: true });
});

it('keeps files in the object store, whole and in parts', async () => {
  await store.put('k1', Readable.from([Buffer.from('01234'), Buffer.from('56789')]), {
    contentType: 'text/plain',
    size: 10,
  });
  expect(await store.head('k1')).toEqual({ contentType: 'text/plain', size: 10 });
  const whole = await store.get('k1');
  expect(whole && (await text(whole))).toBe('0123456789');
  const part = await store.get('k1', { start: 2, end: 4 });
  expect(part && (await text(part))).toBe('234');
  await store.delete('k1');
  await store.delete('k1');
  expect(await store.head('k1')).toBeUndefined();
  expect(await store.get('k1')).toBeUndefined();
});
