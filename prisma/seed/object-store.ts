import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** Which object store to fill; without an endpoint it is S3 of the region, without keys the machine's own identity. */
export interface ObjectStoreConfig {
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
}

/** A file for the object store; its key changes with its content. */
export interface StoredFile {
  readonly key: string;
  readonly contentType: string;
  readonly body: Uint8Array;
}

const parallelUploads = 6;

/** Nobody ever stores other bytes under the key of a seeded file, so that a browser may keep it for good. */
const cacheControl = 'public, max-age=31536000, immutable';

function clientOf(config: ObjectStoreConfig): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey } = config;
  return new S3Client({
    region,
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  });
}

/**
 * Puts every file into the bucket; doing it again changes nothing.
 *
 * @param onStored called with the number of files stored so far
 * @throws Error of the SDK for the first file that was refused
 */
export async function storeFiles(
  config: ObjectStoreConfig,
  files: readonly StoredFile[],
  onStored: (count: number) => void,
): Promise<void> {
  const client = clientOf(config);
  const waiting = [...files];
  let stored = 0;
  const work = async () => {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      const { key, contentType, body } = file;
      await client.send(
        new PutObjectCommand({
          Bucket: config.bucket,
          Key: key,
          Body: body,
          ContentType: contentType,
          CacheControl: key.startsWith('public/') ? cacheControl : 'private, max-age=3600',
        }),
      );
      stored += 1;
      onStored(stored);
    }
  };
  try {
    await Promise.all(Array.from({ length: parallelUploads }, work));
  } finally {
    client.destroy();
  }
}
