import { randomBytes } from 'node:crypto';
import { readAttributes } from '../protocol/attributes';
import { receiveBody } from '../protocol/body';
import { checksumAlgorithm } from '../protocol/checksum';
import { param } from '../protocol/request';
import { s3Error } from '../protocol/s3-error';
import type { StoredPart, StoredUpload } from '../storage/records';
import { type BucketContext, bodySigner, type ObjectContext, quoted, sendEmpty, sendXml } from './operation';
import { checksumResponse } from './writing';

const MAX_LISTED = 1000;

/** The open upload a request names. @throws NoSuchUpload */
export function requireUpload({ bucket, key, request }: ObjectContext): StoredUpload {
  const upload = bucket.uploads.find(param(request, 'uploadId') ?? '', key);
  if (upload === undefined) throw s3Error('NoSuchUpload');
  return upload;
}

/** CreateMultipartUpload. */
export async function createUpload({ bucket, key, request, response, now }: ObjectContext): Promise<void> {
  const algorithm = checksumAlgorithm(request.headers['x-amz-checksum-algorithm']) ?? null;
  const type = request.headers['x-amz-checksum-type']?.toUpperCase();
  const upload: StoredUpload = {
    ...readAttributes(request.headers),
    id: randomBytes(24).toString('hex'),
    key,
    checksumAlgorithm: algorithm,
    checksumType: type === 'FULL_OBJECT' || algorithm === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE',
    startedAt: now(),
  };
  await bucket.uploads.create(upload);
  if (algorithm !== null) {
    response.setHeader('x-amz-checksum-algorithm', algorithm.toUpperCase());
    response.setHeader('x-amz-checksum-type', upload.checksumType);
  }
  sendXml(response, 'InitiateMultipartUploadResult', { Bucket: bucket.name, Key: key, UploadId: upload.id });
}

/** UploadPart. @throws NoSuchUpload, InvalidArgument */
export async function uploadPart(context: ObjectContext): Promise<void> {
  const { bucket, request, response, now } = context;
  const upload = requireUpload(context);
  const number = Number(param(request, 'partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw s3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive.');
  }
  const file = bucket.data.create();
  const body = await receiveBody(request, bodySigner(context), file);
  const part: StoredPart = {
    number,
    size: body.size,
    etag: body.md5,
    file: file.name,
    checksum: body.checksum,
    modifiedAt: now(),
  };
  if (!(await bucket.uploads.putPart(upload.id, part))) {
    await bucket.data.discard([file.name]);
    throw s3Error('NoSuchUpload');
  }
  sendEmpty(response, 200, { etag: quoted(part.etag), ...checksumResponse(part.checksum) });
}

/** AbortMultipartUpload. @throws NoSuchUpload */
export async function abortUpload(context: ObjectContext): Promise<void> {
  const { bucket, response } = context;
  const { id } = requireUpload(context);
  await bucket.uploads.exclusively(id, () => bucket.uploads.close(id, new Set()));
  sendEmpty(response, 204);
}

/** ListParts. @throws NoSuchUpload */
export function listParts(context: ObjectContext): void {
  const { bucket, key, request, response } = context;
  const upload = requireUpload(context);
  const marker = Number(param(request, 'part-number-marker') ?? 0);
  const limit = Math.min(Number(param(request, 'max-parts') ?? MAX_LISTED), MAX_LISTED);
  const remaining = bucket.uploads.parts(upload.id).filter(({ number }) => number > marker);
  const page = remaining.slice(0, limit);
  sendXml(response, 'ListPartsResult', {
    Bucket: bucket.name,
    Key: key,
    UploadId: upload.id,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.number,
    MaxParts: limit,
    IsTruncated: remaining.length > page.length,
    ChecksumAlgorithm: upload.checksumAlgorithm?.toUpperCase(),
    ChecksumType: upload.checksumAlgorithm === null ? undefined : upload.checksumType,
    Part: page.map((part) => ({
      PartNumber: part.number,
      LastModified: new Date(part.modifiedAt).toISOString(),
      ETag: quoted(part.etag),
      Size: part.size,
      ...(part.checksum === null
        ? {}
        : { [`Checksum${part.checksum.algorithm.toUpperCase()}`]: part.checksum.value }),
    })),
  });
}

/** ListMultipartUploads, all of them on one page. */
export function listUploads({ bucket, request, response }: BucketContext): void {
  const prefix = param(request, 'prefix') ?? '';
  const uploads = bucket.uploads.list().filter(({ key }) => key.startsWith(prefix));
  sendXml(response, 'ListMultipartUploadsResult', {
    Bucket: bucket.name,
    Prefix: prefix,
    MaxUploads: MAX_LISTED,
    IsTruncated: false,
    Upload: uploads.map(({ key, id, startedAt }) => ({
      Key: key,
      UploadId: id,
      Initiated: new Date(startedAt).toISOString(),
      StorageClass: 'STANDARD',
    })),
  });
}
