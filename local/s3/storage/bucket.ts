import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { DataFiles } from './data-files';
import { listJson, readJson, removeDurably, writeJson } from './durable-json';
import { compareKeys, KeyedLock } from './key-order';
import { type BucketConfiguration, bucketSchema, objectSchema, type StoredObject, type Tag } from './records';
import { Uploads } from './uploads';

/** Throws when an object must not be replaced; called with what the key holds at that very moment. */
export type Guard = (current: StoredObject | undefined) => void;

const CONFIGURATION = 'bucket.json';

/**
 * One bucket on disk: `objects/<sha256 of key>.json` says what an object is and names its files under `data/`.
 * An object appears, changes and disappears with the rename of that one JSON file.
 */
export class Bucket {
  readonly data: DataFiles;
  readonly uploads: Uploads;
  readonly #objects = new Map<string, StoredObject>();
  readonly #lock = new KeyedLock();
  #sortedKeys: readonly string[] | null = null;
  #configuration: BucketConfiguration;

  private constructor(
    readonly name: string,
    readonly folder: string,
    configuration: BucketConfiguration,
  ) {
    this.#configuration = configuration;
    this.data = new DataFiles(path.join(folder, 'data'));
    this.uploads = new Uploads(path.join(folder, 'uploads'), this.data);
  }

  /** Opens a bucket, creating it when it is new, and clears away what a crash left unfinished. */
  static async open(name: string, folder: string, now: number): Promise<Bucket> {
    const folders = ['data', 'objects', 'uploads'].map((child) => path.join(folder, child));
    await Promise.all(folders.map((child) => mkdir(child, { recursive: true })));
    const file = path.join(folder, CONFIGURATION);
    const isNew = !(await listJson(folder)).includes(file);
    if (isNew) await writeJson(file, { createdAt: now, cors: null } satisfies BucketConfiguration);
    const bucket = new Bucket(name, folder, await readJson(file, bucketSchema));
    await bucket.#load();
    return bucket;
  }

  get configuration(): BucketConfiguration {
    return this.#configuration;
  }

  get isEmpty(): boolean {
    return this.#objects.size === 0;
  }

  async configure(change: Partial<BucketConfiguration>): Promise<void> {
    await this.#lock.run(CONFIGURATION, async () => {
      const next = { ...this.#configuration, ...change };
      await writeJson(path.join(this.folder, CONFIGURATION), next);
      this.#configuration = next;
    });
  }

  object(key: string): StoredObject | undefined {
    return this.#objects.get(key);
  }

  /** All keys in S3's order. */
  keys(): readonly string[] {
    this.#sortedKeys ??= [...this.#objects.keys()].sort(compareKeys);
    return this.#sortedKeys;
  }

  /** Puts an object in place of whatever its key held, atomically. @throws what `guard` throws, keeping the old object */
  async put(object: StoredObject, guard: Guard): Promise<void> {
    await this.#lock.run(object.key, async () => {
      const old = this.#objects.get(object.key);
      guard(old);
      await writeJson(this.#file(object.key), object);
      this.#objects.set(object.key, object);
      if (old === undefined) this.#sortedKeys = null;
      await this.data.discard(old?.segments.map(({ file }) => file) ?? []);
    });
  }

  /** Replaces the tags of an object; false when there is none. */
  async setTags(key: string, tags: readonly Tag[]): Promise<boolean> {
    return this.#lock.run(key, async () => {
      const object = this.#objects.get(key);
      if (object === undefined) return false;
      const next = { ...object, tags: [...tags] };
      await writeJson(this.#file(key), next);
      this.#objects.set(key, next);
      return true;
    });
  }

  /** Removes an object; a missing one is no error. */
  async delete(key: string, guard: Guard): Promise<void> {
    await this.#lock.run(key, async () => {
      const object = this.#objects.get(key);
      guard(object);
      if (object === undefined) return;
      await removeDurably(this.#file(key));
      this.#objects.delete(key);
      this.#sortedKeys = null;
      await this.data.discard(object.segments.map(({ file }) => file));
    });
  }

  /** Where the record of a key lives: a hash, so that no key reaches outside the folder or clashes by letter case. */
  #file(key: string): string {
    return path.join(this.folder, 'objects', `${createHash('sha256').update(key).digest('hex')}.json`);
  }

  async #load(): Promise<void> {
    const files = await listJson(path.join(this.folder, 'objects'));
    for (const file of files) {
      const object = await readJson(file, objectSchema);
      this.#objects.set(object.key, object);
    }
    const referenced = [...this.#objects.values()].flatMap(({ segments }) =>
      segments.map(({ file }) => file),
    );
    await this.uploads.load(new Set(referenced));
    await this.data.keepOnly(new Set([...referenced, ...this.uploads.dataFiles()]));
  }
}
