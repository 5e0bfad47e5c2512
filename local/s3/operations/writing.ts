import { readAttributes } from '../protocol/attributes';
import { receiveBody, receiveDocument } from '../protocol/body';
import { checkWrite, evaluateRead, readConditions } from '../protocol/conditions';
import { decode } from '../protocol/request';
import { s3Error } from '../protocol/s3-error';
import { childrenNamed, childText, parseXml } from '../protocol/xml';
import type { Bucket } from '../storage/bucket';
import type { StoredChecksum, StoredObject } from '../storage/records';
import {
  type BucketContext,
  bodySigner,
  type ObjectContext,
  quoted,
  requireBucket,
  sendEmpty,
  sendXml,
} from './operation';

const MAX_BATCH = 1000;

/** The response headers that repeat a checksum. */
export function checksumResponse(checksum: StoredChecksum | null): Record<string, string> {
  if (checksum === null) return {};
  return { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

/** Puts an object whose bytes are already in `files`, and removes them when the condition fails. */
export async function commitObject(
  bucket: Bucket,
  object: StoredObject,
  guard: (current: StoredObject | undefined) => void,
): Promise<void> {
  try {
    await bucket.put(object, guard);
  } catch (error) {
    await bucket.data.discard(object.segments.map(({ file }) => file));
    throw error;
  }
}

/** PutObject. */
export async function putObject(context: ObjectContext): Promise<void> {
  const { request, response, bucket, key, now } = context;
  const attributes = readAttributes(request.headers);
  const conditions = readConditions(request.headers);
  // Refusing early spares an upload that cannot succeed; the same check decides again at the commit.
  checkWrite(bucket.object(key), conditions);
  const file = bucket.data.create();
  const body = await receiveBody(request, bodySigner(context), file);
  const object: StoredObject = {
    ...attributes,
    key,
    size: body.size,
    etag: body.md5,
    segments: [{ file: file.name, size: body.size }],
    isMultipart: false,
    checksum: body.checksum,
    modifiedAt: now(),
  };
  await commitObject(bucket, object, (current) => checkWrite(current, conditions));
  sendEmpty(response, 200, { etag: quoted(object.etag), ...checksumResponse(object.checksum) });
}

function parseCopySource(header: string): { bucket: string; key: string } {
  const path = decode(header.split('?')[0] ?? '').replace(/^\//, '');
  const slash = path.indexOf('/');
  if (slash < 1 || slash === path.length - 1) {
    throw s3Error(
      'InvalidArgument',
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    );
  }
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1) };
}

async function adoptSegments(
  target: Bucket,
  source: Bucket,
  object: StoredObject,
): Promise<StoredObject['segments']> {
  const release = source.data.retain(object.segments.map(({ file }) => file));
  try {
    return await Promise.all(
      object.segments.map(async ({ file, size }) => ({
        file: await target.data.adopt(source.data, file),
        size,
      })),
    );
  } finally {
    release();
  }
}

/** CopyObject. @throws NoSuchKey, PreconditionFailed, InvalidRequest */
export async function copyObject(context: ObjectContext): Promise<void> {
  const { request, response, bucket, key, storage, now } = context;
  const from = parseCopySource(request.headers['x-amz-copy-source'] ?? '');
  const source = requireBucket(storage, from.bucket);
  const original = source.object(from.key);
  if (original === undefined) throw s3Error('NoSuchKey');
  const replaces = request.headers['x-amz-metadata-directive']?.toUpperCase() === 'REPLACE';
  if (!replaces && source === bucket && from.key === key) {
    throw s3Error(
      'InvalidRequest',
      'This copy request is illegal because it copies an object onto itself unchanged.',
    );
  }
  if (evaluateRead(original, readConditions(request.headers, 'x-amz-copy-source-')) === 'not-modified') {
    throw s3Error('PreconditionFailed');
  }
  const given = readAttributes(request.headers);
  const replacesTags = request.headers['x-amz-tagging-directive']?.toUpperCase() === 'REPLACE';
  const copy: StoredObject = {
    ...original,
    ...(replaces ? { contentHeaders: given.contentHeaders, metadata: given.metadata } : {}),
    tags: replacesTags ? given.tags : original.tags,
    key,
    segments: await adoptSegments(bucket, source, original),
    modifiedAt: now(),
  };
  await commitObject(bucket, copy, (current) => checkWrite(current, readConditions(request.headers)));
  sendXml(response, 'CopyObjectResult', {
    LastModified: new Date(copy.modifiedAt).toISOString(),
    ETag: quoted(copy.etag),
  });
}

/** DeleteObject. A missing object is no error. */
export async function deleteObject({ request, response, bucket, key }: ObjectContext): Promise<void> {
  const { ifMatch } = readConditions(request.headers);
  const conditions = {
    ifMatch,
    ifNoneMatch: undefined,
    ifModifiedSince: undefined,
    ifUnmodifiedSince: undefined,
  };
  await bucket.delete(key, (current) => checkWrite(current, conditions));
  sendEmpty(response, 204);
}

/** DeleteObjects, up to a thousand keys. @throws MalformedXML */
export async function deleteObjects(context: BucketContext): Promise<void> {
  const { request, response, bucket } = context;
  const document = parseXml(await receiveDocument(request, bodySigner(context)));
  const keys = childrenNamed(document, 'Object').map((node) => childText(node, 'Key'));
  const isValid = document.name === 'Delete' && keys.length > 0 && keys.length <= MAX_BATCH;
  if (!isValid) throw s3Error('MalformedXML');
  const isQuiet = childText(document, 'Quiet') === 'true';
  const deleted: { Key: string }[] = [];
  for (const key of keys) {
    if (key === undefined || key === '') throw s3Error('MalformedXML');
    await bucket.delete(key, () => undefined);
    deleted.push({ Key: key });
  }
  sendXml(response, 'DeleteResult', { Deleted: isQuiet ? [] : deleted });
}
