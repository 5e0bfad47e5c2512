import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  DeleteObjectsCommand,
  ListObjectsV2Command,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { startS3 } from './index';

/** A bucket that tests may use under their own prefix. */
export type TestBucket = {
  readonly bucket: string;
  /** Where `bucket` is reached in path style, without a slash at the end. */
  readonly base: string;
  readonly s3: S3Client;
  /** Another client on the same bucket, e.g. with a wrong secret. */
  client(overrides: S3ClientConfig): S3Client;
  close(): Promise<void>;
};

/** What a contract test may run against. */
export type TestBucketChoice = {
  readonly name: string;
  readonly isOurs: boolean;
  open(): Promise<TestBucket>;
};

/** Keys of the stand-in in tests. */
export const testCredentials = {
  accessKeyId: 'AKIATESTTESTTESTTEST',
  secretAccessKey: 'secret/with+signs',
  region: 'eu-central-1',
};

/** The site that may call the stand-in from a browser in tests. */
export const testOrigin = 'http://localhost:3000';

/** A folder of its own below the system's temporary one. */
export async function temporaryFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 's3-'));
}

async function openOurs(): Promise<TestBucket> {
  const dataDir = await temporaryFolder();
  const bucket = 'test-bucket';
  const server = await startS3({
    port: 0,
    dataDir,
    credentials: testCredentials,
    buckets: [bucket],
    cors: [
      {
        allowedOrigins: [testOrigin],
        allowedMethods: ['GET', 'PUT', 'POST', 'HEAD'],
        allowedHeaders: ['*'],
        exposeHeaders: ['ETag'],
        maxAgeSeconds: 300,
      },
    ],
  });
  const client = (overrides: S3ClientConfig) =>
    new S3Client({
      endpoint: server.url,
      region: testCredentials.region,
      forcePathStyle: true,
      maxAttempts: 1,
      credentials: testCredentials,
      ...overrides,
    });
  const close = async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { bucket, base: `${server.url}/${bucket}`, s3: client({}), client, close };
}

async function empty(s3: S3Client, bucket: string, prefix: string): Promise<void> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
  if (Contents.length === 0) return;
  const Objects = Contents.map(({ Key }) => ({ Key }));
  await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
  await empty(s3, bucket, prefix);
}

/** A prefix no other run uses, so that tests can share a bucket. */
export const testPrefix = `test-${randomUUID()}/`;

function chooseBuckets(): TestBucketChoice[] {
  const choices: TestBucketChoice[] = [{ name: 'the file server', isOurs: true, open: openOurs }];
  const {
    TEST_S3_BUCKET,
    TEST_S3_REGION,
    TEST_S3_ENDPOINT,
    TEST_S3_ACCESS_KEY_ID,
    TEST_S3_SECRET_ACCESS_KEY,
  } = process.env;
  if (!TEST_S3_BUCKET || !TEST_S3_ACCESS_KEY_ID || !TEST_S3_SECRET_ACCESS_KEY) return choices;
  const region = TEST_S3_REGION ?? 'us-east-1';
  const endpoint = TEST_S3_ENDPOINT ?? `https://s3.${region}.amazonaws.com`;
  const credentials = { accessKeyId: TEST_S3_ACCESS_KEY_ID, secretAccessKey: TEST_S3_SECRET_ACCESS_KEY };
  const client = (overrides: S3ClientConfig) =>
    new S3Client({ endpoint, region, forcePathStyle: true, credentials, ...overrides });
  const open = async (): Promise<TestBucket> => ({
    bucket: TEST_S3_BUCKET,
    base: `${endpoint}/${TEST_S3_BUCKET}`,
    s3: client({}),
    client,
    close: () => empty(client({}), TEST_S3_BUCKET, testPrefix),
  });
  return [...choices, { name: 'a real bucket', isOurs: false, open }];
}

/**
 * The file server always, and a real bucket when `TEST_S3_BUCKET`, `TEST_S3_ACCESS_KEY_ID`, `TEST_S3_SECRET_ACCESS_KEY`
 * and, where needed, `TEST_S3_REGION` and `TEST_S3_ENDPOINT` are set.
 */
export const testBuckets: readonly TestBucketChoice[] = chooseBuckets();
