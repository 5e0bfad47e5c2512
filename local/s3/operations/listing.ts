import { encode, param } from '../protocol/request';
import { s3Error } from '../protocol/s3-error';
import type { XmlFields } from '../protocol/xml';
import type { Bucket } from '../storage/bucket';
import { compareKeys } from '../storage/key-order';
import { type BucketContext, quoted, sendXml } from './operation';

const MAX_KEYS = 1000;

/** One page of a listing. */
export type ListingPage = {
  readonly keys: readonly string[];
  readonly prefixes: readonly string[];
  /** Where the next page starts, null on the last one. */
  readonly next: string | null;
};

/** Which keys to list. */
export type ListingQuery = {
  readonly prefix: string;
  readonly delimiter: string;
  readonly limit: number;
  /** Only entries after this one. */
  readonly after: string;
};

/** What a key is listed as: itself, or the folder that rolls it up. */
function rollUp(key: string, { prefix, delimiter }: ListingQuery): string | null {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? null : key.slice(0, at + delimiter.length);
}

/** Lists keys in byte order; a folder counts as one entry however many keys it holds. */
export function listKeys(sorted: readonly string[], query: ListingQuery): ListingPage {
  const keys: string[] = [];
  const prefixes = new Set<string>();
  let last = query.after;
  for (const key of sorted.filter((candidate) => candidate.startsWith(query.prefix))) {
    const folder = rollUp(key, query);
    const entry = folder ?? key;
    // A folder that a former page ended with stands before the rest of its own keys, so it does not return.
    if (prefixes.has(entry) || compareKeys(entry, query.after) <= 0) continue;
    if (keys.length + prefixes.size >= query.limit) return { keys, prefixes: [...prefixes], next: last };
    if (folder === null) keys.push(key);
    else prefixes.add(folder);
    last = entry;
  }
  return { keys, prefixes: [...prefixes], next: null };
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return MAX_KEYS;
  if (!/^\d+$/.test(text)) throw s3Error('InvalidArgument', 'max-keys must be a non-negative integer.');
  return Math.min(Number(text), MAX_KEYS);
}

function readEncoding(context: BucketContext): (text: string) => string {
  const type = param(context.request, 'encoding-type');
  if (type !== undefined && type !== 'url') throw s3Error('InvalidArgument', 'Invalid encoding type.');
  // Slashes stay readable, as S3 leaves them.
  return type === 'url' ? (text) => encode(text).replaceAll('%2F', '/') : (text) => text;
}

function contents(bucket: Bucket, keys: readonly string[], write: (text: string) => string) {
  return keys.flatMap((key) => {
    const object = bucket.object(key);
    if (object === undefined) return [];
    return {
      Key: write(key),
      LastModified: new Date(object.modifiedAt).toISOString(),
      ETag: quoted(object.etag),
      ChecksumAlgorithm: object.checksum?.algorithm.toUpperCase(),
      ChecksumType: object.checksum?.type,
      Size: object.size,
      StorageClass: 'STANDARD',
    };
  });
}

type Paging = { readonly after: string; readonly describe: (next: string | undefined) => XmlFields };

/** How the second version of the operation pages: opaque tokens. */
function tokenPaging({ request }: BucketContext, write: (text: string) => string): Paging {
  const [token, start] = [param(request, 'continuation-token'), param(request, 'start-after') ?? ''];
  return {
    after: token === undefined ? start : Buffer.from(token, 'base64url').toString('utf8'),
    describe: (next) => ({
      ContinuationToken: token,
      StartAfter: start === '' ? undefined : write(start),
      NextContinuationToken: next === undefined ? undefined : Buffer.from(next).toString('base64url'),
    }),
  };
}

/** How the first version pages: plain keys. */
function markerPaging({ request }: BucketContext, write: (text: string) => string): Paging {
  const marker = param(request, 'marker') ?? '';
  return {
    after: marker,
    describe: (next) => ({ Marker: write(marker), NextMarker: next === undefined ? undefined : write(next) }),
  };
}

/** ListObjectsV2, and the first version for clients that still ask for it. */
export function listObjects(context: BucketContext): void {
  const { request, bucket, response } = context;
  const write = readEncoding(context);
  const isSecond = param(request, 'list-type') === '2';
  const paging = isSecond ? tokenPaging(context, write) : markerPaging(context, write);
  const [prefix, delimiter] = [param(request, 'prefix') ?? '', param(request, 'delimiter') ?? ''];
  const limit = readLimit(param(request, 'max-keys'));
  const page = listKeys(bucket.keys(), { prefix, delimiter, limit, after: paging.after });
  const next = limit > 0 && page.next !== null ? page.next : undefined;
  sendXml(response, 'ListBucketResult', {
    Name: bucket.name,
    Prefix: write(prefix),
    Delimiter: delimiter === '' ? undefined : write(delimiter),
    MaxKeys: limit,
    EncodingType: param(request, 'encoding-type'),
    IsTruncated: next !== undefined,
    KeyCount: isSecond ? page.keys.length + page.prefixes.length : undefined,
    ...paging.describe(next),
    Contents: contents(bucket, page.keys, write),
    CommonPrefixes: page.prefixes.map((folder) => ({ Prefix: write(folder) })),
  });
}
