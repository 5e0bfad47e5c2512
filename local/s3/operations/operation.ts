import type { ServerResponse } from 'node:http';
import type { Authentication } from '../protocol/authenticate';
import type { BodySigner } from '../protocol/body';
import type { S3Request } from '../protocol/request';
import { s3Error } from '../protocol/s3-error';
import type { Credentials } from '../protocol/sigv4';
import { type XmlFields, xmlDocument } from '../protocol/xml';
import type { Bucket } from '../storage/bucket';
import type { Storage } from '../storage/storage';

/** What every operation works with. */
export type OperationContext = {
  readonly request: S3Request;
  readonly response: ServerResponse;
  readonly storage: Storage;
  readonly credentials: Credentials;
  readonly authentication: Authentication;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** An operation on a bucket that exists. */
export type BucketContext = OperationContext & { readonly bucket: Bucket };

/** An operation on a key of a bucket that exists; the object itself may not. */
export type ObjectContext = BucketContext & { readonly key: string };

/** What a streaming body of this request must be signed with. */
export function bodySigner({ authentication, credentials }: OperationContext): BodySigner {
  return { authentication, secret: credentials.secretAccessKey };
}

/** The bucket of that name. @throws NoSuchBucket */
export function requireBucket(storage: Storage, name: string): Bucket {
  const bucket = storage.bucket(name);
  if (bucket === undefined) throw s3Error('NoSuchBucket');
  return bucket;
}

/** Answers with an XML document. */
export function sendXml(response: ServerResponse, root: string, fields: XmlFields, status = 200): void {
  const body = xmlDocument(root, fields);
  response.writeHead(status, {
    'content-type': 'application/xml',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** Answers with headers only. */
export function sendEmpty(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
): void {
  response.writeHead(
    status,
    status === 204 || status === 304 ? headers : { ...headers, 'content-length': '0' },
  );
  response.end();
}

/** An ETag as it travels. */
export function quoted(etag: string): string {
  return `"${etag}"`;
}
