import { pipeline } from 'node:stream/promises';
import { CONTENT_HEADERS } from '../protocol/attributes';
import { type ByteRange, parseRange } from '../protocol/byte-range';
import { evaluateRead, readConditions } from '../protocol/conditions';
import { param, type S3Request } from '../protocol/request';
import { s3Error } from '../protocol/s3-error';
import type { StoredObject } from '../storage/records';
import { type ObjectContext, quoted, sendEmpty } from './operation';

type Selection = { readonly range: ByteRange; readonly isPartial: boolean };

function baseHeaders(object: StoredObject): Record<string, string> {
  return {
    etag: quoted(object.etag),
    'last-modified': new Date(object.modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
  };
}

/** `response-content-type=…` and its kin replace what the object says of itself. */
function overrides(request: S3Request): Record<string, string> {
  const pairs = CONTENT_HEADERS.map((name) => [name, param(request, `response-${name}`)] as const);
  return Object.fromEntries(
    pairs.filter((pair): pair is [(typeof pair)[0], string] => pair[1] !== undefined),
  );
}

function checksumHeaders(request: S3Request, { checksum }: StoredObject): Record<string, string> {
  if (checksum === null || request.headers['x-amz-checksum-mode']?.toUpperCase() !== 'ENABLED') return {};
  return { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

function objectHeaders(request: S3Request, object: StoredObject): Record<string, string> {
  const metadata = Object.entries(object.metadata).map(
    ([name, value]) => [`x-amz-meta-${name}`, value] as const,
  );
  return {
    'content-type': 'binary/octet-stream',
    ...object.contentHeaders,
    ...Object.fromEntries(metadata),
    ...baseHeaders(object),
    ...(object.tags.length > 0 ? { 'x-amz-tagging-count': String(object.tags.length) } : {}),
    ...overrides(request),
  };
}

function selectPart(object: StoredObject, text: string): Selection {
  const number = Number(text);
  const count = object.isMultipart ? object.segments.length : 1;
  if (!Number.isInteger(number) || number < 1 || number > count) throw s3Error('InvalidPart');
  const sizes = object.segments.map(({ size }) => size);
  const start = sizes.slice(0, number - 1).reduce((total, size) => total + size, 0);
  return { range: { start, end: start + (sizes[number - 1] ?? 0) }, isPartial: true };
}

/** A range with `If-Range` holds only for the version the client knows. */
function rangeHeader(request: S3Request, object: StoredObject): string | undefined {
  const ifRange = request.headers['if-range'];
  return ifRange === undefined || ifRange === quoted(object.etag) ? request.headers['range'] : undefined;
}

function select(request: S3Request, object: StoredObject): Selection {
  const part = param(request, 'partNumber');
  if (part !== undefined) return selectPart(object, part);
  const range = parseRange(rangeHeader(request, object), object.size);
  return range === null
    ? { range: { start: 0, end: object.size }, isPartial: false }
    : { range, isPartial: true };
}

/** GetObject and HeadObject. @throws NoSuchKey, PreconditionFailed, InvalidRange */
export async function readObject({ request, response, bucket, key }: ObjectContext): Promise<void> {
  const object = bucket.object(key);
  if (object === undefined) throw s3Error('NoSuchKey');
  if (evaluateRead(object, readConditions(request.headers)) === 'not-modified') {
    sendEmpty(response, 304, baseHeaders(object));
    return;
  }
  const { range, isPartial } = select(request, object);
  const isEmptyPart = isPartial && range.end === range.start;
  response.writeHead(isPartial && !isEmptyPart ? 206 : 200, {
    ...objectHeaders(request, object),
    ...(isPartial ? {} : checksumHeaders(request, object)),
    ...(isPartial && !isEmptyPart
      ? { 'content-range': `bytes ${range.start}-${range.end - 1}/${object.size}` }
      : {}),
    ...(object.isMultipart && param(request, 'partNumber') !== undefined
      ? { 'x-amz-mp-parts-count': String(object.segments.length) }
      : {}),
    'content-length': String(range.end - range.start),
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(bucket.data.read(object.segments, range.start, range.end), response);
}
