import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { FileStore } from './file-store';

/** `undefined` instead of S3's two ways to say that there is no such object. */
async function orMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NotFound || error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** Keeps files in an S3 bucket, each key behind `prefix` (such as `uploads/`). */
export function s3FileStore(client: S3Client, bucket: string, prefix: string): FileStore {
  const at = (key: string) => ({ Bucket: bucket, Key: prefix + key });
  return {
    async put(key, body, { contentType, size }) {
      await client.send(
        new PutObjectCommand({ ...at(key), Body: body, ContentType: contentType, ContentLength: size }),
      );
    },
    async get(key, range) {
      const answer = await orMissing(
        client.send(
          new GetObjectCommand({
            ...at(key),
            ...(range ? { Range: `bytes=${range.start}-${range.end}` } : {}),
          }),
        ),
      );
      if (!answer?.Body) return undefined;
      return answer.Body instanceof Readable
        ? answer.Body
        : Readable.from(await answer.Body.transformToByteArray());
    },
    async head(key) {
      const answer = await orMissing(client.send(new HeadObjectCommand(at(key))));
      return (
        answer && {
          contentType: answer.ContentType ?? 'application/octet-stream',
          size: answer.ContentLength ?? 0,
        }
      );
    },
    async delete(key) {
      await client.send(new DeleteObjectCommand(at(key)));
    },
  };
}
