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

/** An object store in memory; signed addresses name the key and how long they last. */
export function fakeObjectStore(): ObjectStore & { readonly objects: ReadonlyMap<string, Buffer> } {
  const objects = new Map<string, Buffer>();
  return {
    objects,
    put: async (key, body) => {
      const isStream = typeof body === 'object' && 'stream' in body;
      objects.set(key, isStream ? Buffer.concat(await body.stream.toArray()) : Buffer.from(body));
    },
    get: async (key) => {
      const bytes = objects.get(key);
      if (bytes === undefined) throw new ObjectNotFoundError(key);
      return Readable.from([bytes]);
    },
    head: async () => null,
    presignGet: async (key, { expiresInSeconds }) => `https://store.test/${key}?expires=${expiresInSeconds}`,
    presignPut: async (key) => ({ url: `https://store.test/${key}`, headers: {} }),
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
