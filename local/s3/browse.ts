import { listKeys } from './operations/listing';
import { encode } from './protocol/request';
import { ALGORITHM, amzDate, type Credentials, requestSignature, scopeText } from './protocol/sigv4';
import type { StoredObject } from './storage/records';
import type { Storage } from './storage/storage';

const LINK_SECONDS = 60 * 60;
const PAGE_SIZE = 200;

/** A stored object as a page shows it. */
export type FileEntry = {
  readonly key: string;
  readonly size: number;
  readonly contentType: string;
  readonly etag: string;
  readonly modifiedAt: Date;
};

/** One page of a folder. */
export type FileListing = {
  /** Folder names with their closing slash, as whole prefixes. */
  readonly folders: readonly string[];
  readonly files: readonly FileEntry[];
  /** Pass as `after` to read on; null on the last page. */
  readonly next: string | null;
};

/** Reads for pages inside this process; no signature is asked for. */
export type FileBrowser = {
  buckets(): readonly string[];
  /** The entries right under a prefix such as `media/`; null when there is no such bucket. */
  list(bucket: string, prefix: string, after?: string): FileListing | null;
  stat(bucket: string, key: string): FileEntry | null;
  /** A signed link to the object, good for an hour. */
  linkTo(bucket: string, key: string): string;
};

function toEntry(object: StoredObject): FileEntry {
  return {
    key: object.key,
    size: object.size,
    contentType: object.contentHeaders['content-type'] ?? 'binary/octet-stream',
    etag: object.etag,
    modifiedAt: new Date(object.modifiedAt),
  };
}

function signedLink(endpoint: string, path: string, credentials: Credentials, now: number): string {
  const date = amzDate(now);
  const scope = { date: date.slice(0, 8), region: credentials.region };
  const query: [string, string][] = [
    ['X-Amz-Algorithm', ALGORITHM],
    ['X-Amz-Credential', `${credentials.accessKeyId}/${scopeText(scope)}`],
    ['X-Amz-Date', date],
    ['X-Amz-Expires', String(LINK_SECONDS)],
    ['X-Amz-SignedHeaders', 'host'],
  ];
  const signature = requestSignature(
    {
      method: 'GET',
      rawPath: path,
      query,
      headers: { host: new URL(endpoint).host },
      signedHeaders: ['host'],
      payloadHash: 'UNSIGNED-PAYLOAD',
    },
    date,
    scope,
    credentials.secretAccessKey,
  );
  const pairs = [...query, ['X-Amz-Signature', signature] as const];
  return `${endpoint}${path}?${pairs.map(([name, value]) => `${name}=${encode(value)}`).join('&')}`;
}

/** A browser over a storage. @param now milliseconds since the epoch */
export function createFileBrowser(
  storage: Storage,
  credentials: Credentials,
  endpoint: string,
  now: () => number,
): FileBrowser {
  return {
    buckets: () => storage.list().map(({ name }) => name),
    list: (bucketName, prefix, after = '') => {
      const bucket = storage.bucket(bucketName);
      if (bucket === undefined) return null;
      const page = listKeys(bucket.keys(), { prefix, delimiter: '/', limit: PAGE_SIZE, after });
      const files = page.keys.flatMap((key) => {
        const object = bucket.object(key);
        return object === undefined ? [] : [toEntry(object)];
      });
      return { folders: page.prefixes, files, next: page.next };
    },
    stat: (bucketName, key) => {
      const object = storage.bucket(bucketName)?.object(key);
      return object === undefined ? null : toEntry(object);
    },
    linkTo: (bucketName, key) => {
      const path = `/${bucketName}/${key.split('/').map(encode).join('/')}`;
      return signedLink(endpoint, path, credentials, now());
    },
  };
}
