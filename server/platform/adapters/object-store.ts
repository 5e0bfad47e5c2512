import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { createMultipart, type MultipartPort } from '@/server/platform/adapters/object-store-multipart';

/** Where objects live. On AWS the endpoint stays unset, and keys may come from the machine's role instead. */
export type ObjectStoreConfig = {
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
};

/** What an upload says about its object. */
export type PutOptions = {
  readonly contentType: string;
  readonly cacheControl?: string;
  readonly contentDisposition?: string;
  /** Short ASCII facts kept with the object, e.g. the id it belongs to. */
  readonly metadata?: Readonly<Record<string, string>>;
};

/** Bytes to store; a stream needs its length in bytes, so that it is never gathered in memory. */
export type PutBody = Uint8Array | string | { readonly stream: Readable; readonly contentLength: number };

/** An object without its bytes. */
export type ObjectHead = {
  readonly size: number;
  readonly contentType: string;
  /** Changes whenever the bytes change; in quotes, as HTTP wants it. */
  readonly etag: string;
  readonly lastModified: Date;
  readonly metadata: Readonly<Record<string, string>>;
};

/** An object that is being read, or a stretch of it. */
export type OpenedObject = {
  readonly body: Readable;
  readonly contentType: string;
  /** Bytes that `body` gives. */
  readonly contentLength: number;
  /** Which bytes of how many these are, as HTTP says it; null for the whole object. */
  readonly contentRange: string | null;
  readonly etag: string;
};

/** How long and as what a link delivers an object. */
export type PresignGetOptions = {
  readonly expiresInSeconds: number;
  /** Makes browsers save under this name instead of showing the object. */
  readonly downloadName?: string;
  /** Delivered instead of the stored type. */
  readonly contentType?: string;
};

/** What a signed upload is bound to: another type or length is refused by the store. */
export type PresignPutOptions = {
  readonly expiresInSeconds: number;
  readonly contentType: string;
  /** Exact size in bytes. */
  readonly contentLength: number;
};

/** A file store addressed by keys such as `certificates/AB12.pdf`. */
export type ObjectStore = {
  /** Stores an object, replacing what the key held; resolves once it is durable. */
  put(key: string, body: PutBody, options: PutOptions): Promise<void>;
  /** Opens an object for reading. @throws ObjectNotFoundError */
  get(key: string): Promise<Readable>;
  /**
   * Opens an object, or the stretch of it that the value of an HTTP header `Range` names.
   *
   * @throws ObjectNotFoundError; RangeError for a stretch that lies behind its end.
   */
  open(key: string, range: string | null): Promise<OpenedObject>;
  /** Reads the first `bytes` of an object, fewer when it is shorter. @throws ObjectNotFoundError */
  getStart(key: string, bytes: number): Promise<Uint8Array>;
  /** Lists keys that begin with `prefix`, at most `limit` of them (1000 at most), in order. */
  list(prefix: string, limit: number): Promise<string[]>;
  /** Describes an object, null when there is none. */
  head(key: string): Promise<ObjectHead | null>;
  /** Signs a link that reads one object until it expires; nothing is asked of the store. */
  presignGet(key: string, options: PresignGetOptions): Promise<string>;
  /** Signs an upload a browser can make itself, with exactly these headers. */
  presignPut(
    key: string,
    options: PresignPutOptions,
  ): Promise<{ readonly url: string; readonly headers: Readonly<Record<string, string>> }>;
  /** Takes large files in parts. */
  readonly multipart: MultipartPort;
  /** Removes an object; a missing one is no error. */
  delete(key: string): Promise<void>;
  /** Resolves when the bucket can be reached with these keys. */
  ping(): Promise<void>;
};

/** There is no object under the key. */
export class ObjectNotFoundError extends Error {
  override readonly name = 'ObjectNotFoundError';
  constructor(
    readonly key: string,
    options?: ErrorOptions,
  ) {
    super(`There is no object "${key}".`, options);
  }
}

const CONNECTION_TIMEOUT_MS = 2_000;
const REQUEST_TIMEOUT_MS = 30_000;
const SOCKET_TIMEOUT_MS = 30_000;

function clientConfig({ endpoint, region, accessKeyId, secretAccessKey }: ObjectStoreConfig): S3ClientConfig {
  return {
    region,
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      socketTimeout: SOCKET_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
    // Stores with an address of their own rarely have a DNS name for each bucket.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(accessKeyId === undefined || secretAccessKey === undefined
      ? {}
      : { credentials: { accessKeyId, secretAccessKey } }),
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** RFC 6266: a plain name for old clients, the real one beside it. */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function bodyInput(body: PutBody) {
  const isStream = typeof body === 'object' && 'stream' in body;
  return isStream ? { Body: body.stream, ContentLength: body.contentLength } : { Body: body };
}

function isStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && 'pipe' in body;
}

/** Makes a store over S3 or anything that speaks its protocol. Connects at first use. */
export function createObjectStore(config: ObjectStoreConfig): ObjectStore {
  const { bucket: Bucket } = config;
  const client = lazily(() => new S3Client(clientConfig(config)));
  // With the SDK's default a signed upload carries the checksum of an empty body, which some stores hold against it.
  const signer = lazily(
    () => new S3Client({ ...clientConfig(config), requestChecksumCalculation: 'WHEN_REQUIRED' }),
  );

  const open = async (Key: string, Range?: string): Promise<OpenedObject> => {
    try {
      const found = await client().send(new GetObjectCommand({ Bucket, Key, Range }));
      if (isStream(found.Body))
        return {
          body: found.Body,
          contentType: found.ContentType ?? 'application/octet-stream',
          contentLength: found.ContentLength ?? 0,
          contentRange: found.ContentRange ?? null,
          etag: found.ETag ?? '',
        };
    } catch (error) {
      if (error instanceof NoSuchKey) throw new ObjectNotFoundError(Key, { cause: error });
      if (error instanceof S3ServiceException && error.name === 'InvalidRange')
        throw new RangeError(`"${Key}" has no ${Range}`, { cause: error });
      throw error;
    }
    throw new ObjectNotFoundError(Key);
  };

  return {
    multipart: createMultipart({ client, signer, bucket: Bucket }),
    async put(Key, body, { contentType, cacheControl, contentDisposition, metadata }) {
      await client().send(
        new PutObjectCommand({
          Bucket,
          Key,
          ...bodyInput(body),
          ContentType: contentType,
          CacheControl: cacheControl,
          ContentDisposition: contentDisposition,
          Metadata: { ...metadata },
        }),
      );
    },
    get: async (Key) => (await open(Key)).body,
    open: async (Key, range) => await open(Key, range ?? undefined),
    async getStart(Key, bytes) {
      return await buffer((await open(Key, `bytes=0-${bytes - 1}`)).body);
    },
    async list(Prefix, limit) {
      const { Contents = [] } = await client().send(
        new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: limit }),
      );
      return Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
    },
    async head(Key) {
      try {
        const head = await client().send(new HeadObjectCommand({ Bucket, Key }));
        return {
          size: head.ContentLength ?? 0,
          contentType: head.ContentType ?? 'application/octet-stream',
          etag: head.ETag ?? '',
          lastModified: head.LastModified ?? new Date(0),
          metadata: head.Metadata ?? {},
        };
      } catch (error) {
        if (error instanceof NotFound) return null;
        throw error;
      }
    },
    async presignGet(Key, { expiresInSeconds, downloadName, contentType }) {
      const command = new GetObjectCommand({
        Bucket,
        Key,
        ResponseContentType: contentType,
        ResponseContentDisposition: downloadName === undefined ? undefined : attachment(downloadName),
      });
      return getSignedUrl(signer(), command, { expiresIn: expiresInSeconds });
    },
    async presignPut(Key, { expiresInSeconds, contentType, contentLength }) {
      const command = new PutObjectCommand({
        Bucket,
        Key,
        ContentType: contentType,
        ContentLength: contentLength,
      });
      const url = await getSignedUrl(signer(), command, {
        expiresIn: expiresInSeconds,
        signableHeaders: new Set(['host', 'content-type', 'content-length']),
      });
      // Browsers set the length themselves, to that of what they send.
      return { url, headers: { 'content-type': contentType } };
    },
    async delete(Key) {
      await client().send(new DeleteObjectCommand({ Bucket, Key }));
    },
    async ping() {
      await client().send(new HeadBucketCommand({ Bucket }));
    },
  };
}
