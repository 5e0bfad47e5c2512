import { createHash } from 'node:crypto';
import { receiveDocument } from '../protocol/body';
import { type ChecksumAlgorithm, startChecksum } from '../protocol/checksum';
import { checkWrite, readConditions } from '../protocol/conditions';
import { s3Error } from '../protocol/s3-error';
import { childrenNamed, childText, parseXml, type XmlNode } from '../protocol/xml';
import type { Bucket } from '../storage/bucket';
import type { StoredChecksum, StoredObject, StoredPart, StoredUpload } from '../storage/records';
import { requireUpload } from './multipart';
import { bodySigner, type ObjectContext, quoted, sendXml } from './operation';

/** Every part but the last must have at least this size. */
const MIN_PART_BYTES = 5 * 1024 * 1024;

type RequestedPart = { readonly number: number; readonly etag: string; readonly node: XmlNode };

function parseParts(document: XmlNode): RequestedPart[] {
  const parts = childrenNamed(document, 'Part').map((node) => ({
    number: Number(childText(node, 'PartNumber')),
    etag: (childText(node, 'ETag') ?? '').replace(/^"|"$/g, ''),
    node,
  }));
  const isComplete = parts.length > 0 && parts.every(({ number }) => Number.isInteger(number));
  if (document.name !== 'CompleteMultipartUpload' || !isComplete) throw s3Error('MalformedXML');
  return parts;
}

function checkPart(requested: RequestedPart, stored: StoredPart | undefined): StoredPart {
  if (stored === undefined || stored.etag !== requested.etag) throw s3Error('InvalidPart');
  if (stored.checksum !== null) {
    const named = childText(requested.node, `Checksum${stored.checksum.algorithm.toUpperCase()}`);
    if (named !== undefined && named !== stored.checksum.value) throw s3Error('InvalidPart');
  }
  return stored;
}

/** The stored parts a client lists, in its order. @throws InvalidPart, InvalidPartOrder, EntityTooSmall */
function chooseParts(requested: readonly RequestedPart[], stored: readonly StoredPart[]): StoredPart[] {
  const byNumber = new Map(stored.map((part) => [part.number, part]));
  const chosen = requested.map((part) => checkPart(part, byNumber.get(part.number)));
  const isAscending = chosen.every(
    (part, index) => index === 0 || part.number > (chosen[index - 1]?.number ?? 0),
  );
  if (!isAscending) throw s3Error('InvalidPartOrder');
  if (chosen.slice(0, -1).some(({ size }) => size < MIN_PART_BYTES)) throw s3Error('EntityTooSmall');
  return chosen;
}

/** The MD5 of the parts' MD5s with their count, by which S3 names assembled objects. */
function assembledEtag(parts: readonly StoredPart[]): string {
  const digest = createHash('md5');
  for (const { etag } of parts) digest.update(Buffer.from(etag, 'hex'));
  return `${digest.digest('hex')}-${parts.length}`;
}

function compositeChecksum(
  algorithm: ChecksumAlgorithm,
  parts: readonly StoredPart[],
): StoredChecksum | null {
  const checksum = startChecksum(algorithm);
  for (const part of parts) {
    if (part.checksum?.algorithm !== algorithm) return null;
    checksum.update(Buffer.from(part.checksum.value, 'base64'));
  }
  return { algorithm, value: `${checksum.digest()}-${parts.length}`, type: 'COMPOSITE' };
}

async function fullChecksum(
  bucket: Bucket,
  algorithm: ChecksumAlgorithm,
  segments: StoredObject['segments'],
): Promise<StoredChecksum> {
  const checksum = startChecksum(algorithm);
  const size = segments.reduce((total, segment) => total + segment.size, 0);
  for await (const chunk of bucket.data.read(segments, 0, size)) checksum.update(chunk);
  return { algorithm, value: checksum.digest(), type: 'FULL_OBJECT' };
}

async function assemble(
  context: ObjectContext,
  upload: StoredUpload,
  parts: StoredPart[],
): Promise<StoredObject> {
  const { bucket, key, now, request } = context;
  const segments = parts.map(({ file, size }) => ({ file, size }));
  const algorithm = upload.checksumAlgorithm;
  const checksum =
    algorithm === null
      ? null
      : upload.checksumType === 'COMPOSITE'
        ? compositeChecksum(algorithm, parts)
        : await fullChecksum(bucket, algorithm, segments);
  const announced = algorithm === null ? undefined : request.headers[`x-amz-checksum-${algorithm}`];
  const isRight =
    announced === undefined || announced.replace(/-\d+$/, '') === checksum?.value.replace(/-\d+$/, '');
  if (!isRight) throw s3Error('BadDigest');
  return {
    contentHeaders: upload.contentHeaders,
    metadata: upload.metadata,
    tags: upload.tags,
    key,
    size: segments.reduce((total, { size }) => total + size, 0),
    etag: assembledEtag(parts),
    segments,
    isMultipart: true,
    checksum,
    modifiedAt: now(),
  };
}

function documentRequest(context: ObjectContext): ObjectContext['request'] {
  // Here a checksum header speaks of the whole object, not of the XML that carries it.
  const headers = Object.entries(context.request.headers).filter(
    ([name]) => !name.startsWith('x-amz-checksum-'),
  );
  return { ...context.request, headers: Object.fromEntries(headers) };
}

/** CompleteMultipartUpload: the parts become the object without being copied. @throws InvalidPart and its kin */
export async function completeUpload(context: ObjectContext): Promise<void> {
  const { bucket, key, request, response } = context;
  const { id } = requireUpload(context);
  const document = parseXml(await receiveDocument(documentRequest(context), bodySigner(context)));
  const requested = parseParts(document);
  const object = await bucket.uploads.exclusively(id, async () => {
    const upload = requireUpload(context);
    const parts = chooseParts(requested, bucket.uploads.parts(id));
    const assembled = await assemble(context, upload, parts);
    await bucket.put(assembled, (current) => checkWrite(current, readConditions(request.headers)));
    await bucket.uploads.close(id, new Set(parts.map(({ file }) => file)));
    return assembled;
  });
  const { checksum } = object;
  sendXml(response, 'CompleteMultipartUploadResult', {
    Location: `/${bucket.name}/${key}`,
    Bucket: bucket.name,
    Key: key,
    ETag: quoted(object.etag),
    ...(checksum === null
      ? {}
      : { [`Checksum${checksum.algorithm.toUpperCase()}`]: checksum.value, ChecksumType: checksum.type }),
  });
}
