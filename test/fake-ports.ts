import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ObjectNotFoundError, type ObjectStore } from '@/server/platform/adapters/object-store';
import type { RedisPort } from '@/server/platform/adapters/redis';
import type { UploadsPort } from '@/server/platform/adapters/uploads';
import type { LiveHub } from '@/server/platform/live';

/** Redis that counts nothing and carries nothing: for tests that are about rows, not about limits. */
export function fakeRedis(): RedisPort {
  return {
    get: async () => null,
    set: async () => undefined,
    del: async () => undefined,
    countInWindow: async (_key, { limit }) => ({ ok: true, limit, remaining: limit, resetAt: new Date(0) }),
    publish: async () => undefined,
    subscribe: async () => undefined,
    ping: async () => undefined,
  };
}

/** Redis in memory that counts and keeps values; nothing expires in it, so a test is one window long. */
export function countingRedis(): RedisPort {
  const counts = new Map<string, number>();
  const values = new Map<string, unknown>();
  return {
    ...fakeRedis(),
    get: async (key, schema) => schema.safeParse(values.get(key)).data ?? null,
    set: async (key, value) => void values.set(key, value),
    countInWindow: async (key, { limit }) => {
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      const remaining = Math.max(0, limit - count);
      return { ok: count <= limit, limit, remaining, resetAt: new Date(0) };
    },
  };
}

/** What a test can look at and do besides. */
export type FakeObjectStore = ObjectStore & {
  readonly objects: ReadonlyMap<string, Buffer>;
  /** How many uploads in parts are open. */
  readonly openUploads: () => number;
  /** Does what a browser does with the signed address of a part. */
  readonly sendPart: (key: string, number: number, bytes: Buffer) => void;
};

/** An object store in memory; signed addresses name the key and how long they last. */
export function fakeObjectStore(): FakeObjectStore {
  const objects = new Map<string, Buffer>();
  const types = new Map<string, string>();
  const uploads = new Map<string, Map<number, Buffer>>();
  return {
    objects,
    put: async (key, body, { contentType }) => {
      types.set(key, contentType);
      const isStream = typeof body === 'object' && 'stream' in body;
      objects.set(key, isStream ? Buffer.concat(await body.stream.toArray()) : Buffer.from(body));
    },
    get: async (key) => {
      const bytes = objects.get(key);
      if (bytes === undefined) throw new ObjectNotFoundError(key);
      return Readable.from([bytes]);
    },
    open: async (key, range) => {
      const whole = objects.get(key);
      if (whole === undefined) throw new ObjectNotFoundError(key);
      const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
      if (Number(from) >= whole.byteLength) throw new RangeError(key);
      const end = Math.min(whole.byteLength, to === '' ? whole.byteLength : Number(to) + 1);
      const bytes = range === null ? whole : whole.subarray(Number(from), end);
      return {
        body: Readable.from([bytes]),
        contentType: types.get(key) ?? 'application/octet-stream',
        contentLength: bytes.byteLength,
        contentRange: range === null ? null : `bytes ${from}-${end - 1}/${whole.byteLength}`,
        etag: '"1"',
      };
    },
    getStart: async (key, bytes) => {
      const found = objects.get(key);
      if (found === undefined) throw new ObjectNotFoundError(key);
      return found.subarray(0, bytes);
    },
    list: async (prefix, limit) =>
      [...objects.keys()]
        .filter((key) => key.startsWith(prefix))
        .sort()
        .slice(0, limit),
    head: async (key) => {
      const found = objects.get(key);
      if (found === undefined) return null;
      const facts = { contentType: 'application/octet-stream', etag: '"1"', metadata: {} };
      return { size: found.byteLength, lastModified: new Date(0), ...facts };
    },
    presignGet: async (key, { expiresInSeconds }) => `https://store.test/${key}?expires=${expiresInSeconds}`,
    presignPut: async (key) => ({ url: `https://store.test/${key}`, headers: {} }),
    multipart: {
      begin: async (key) => {
        uploads.set(key, new Map());
        return key;
      },
      presignPart: async ({ key }, { number, sha256 }) => ({
        url: `https://store.test/${key}?part=${number}`,
        headers: { sha256 },
      }),
      listParts: async ({ key }) => {
        const parts = uploads.get(key);
        if (parts === undefined) return null;
        return [...parts]
          .sort(([one], [other]) => one - other)
          .map(([number, bytes]) => ({
            number,
            bytes: bytes.byteLength,
            sha256: createHash('sha256').update(bytes).digest('base64'),
            etag: String(number),
          }));
      },
      complete: async ({ key }, parts) => {
        const sent = uploads.get(key);
        if (sent === undefined) return false;
        objects.set(key, Buffer.concat(parts.map(({ number }) => sent.get(number) ?? Buffer.alloc(0))));
        return uploads.delete(key);
      },
      abort: async ({ key }) => void uploads.delete(key),
    },
    openUploads: () => uploads.size,
    sendPart: (key, number, bytes) => void uploads.get(key)?.set(number, bytes),
    delete: async (key) => void objects.delete(key),
    ping: async () => undefined,
  };
}

/** Announcements that nobody hears; a waiting stream looks by itself when its time is up. */
export function fakeLive(): LiveHub {
  return { announce: async () => undefined, next: async () => undefined };
}

/** Uploads in memory, as files are there once a browser has sent them. */
export function fakeUploads(): UploadsPort & { readonly files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    read: async (key) => files.get(key) ?? null,
    delete: async (keys) => {
      for (const key of keys) files.delete(key);
    },
    url: (key) => `https://uploads.test/${key}`,
    ping: async () => undefined,
  };
}
