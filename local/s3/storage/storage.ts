import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Bucket } from './bucket';

const BUCKET_NAME = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Whether a name may be a bucket: also what keeps it a plain folder name. */
export function isBucketName(name: string): boolean {
  return BUCKET_NAME.test(name);
}

/** All buckets under one folder. */
export class Storage {
  readonly #buckets = new Map<string, Bucket>();
  readonly #opening = new Map<string, Promise<Bucket>>();

  private constructor(
    readonly folder: string,
    readonly now: () => number,
  ) {}

  /** Opens every bucket found under `folder`. @param now milliseconds since the epoch */
  static async open(folder: string, now: () => number): Promise<Storage> {
    await mkdir(folder, { recursive: true });
    const storage = new Storage(folder, now);
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.isDirectory() && isBucketName(entry.name)) await storage.ensure(entry.name);
      else if (entry.name.endsWith('.deleted')) await rm(path.join(folder, entry.name), { recursive: true });
    }
    return storage;
  }

  bucket(name: string): Bucket | undefined {
    return this.#buckets.get(name);
  }

  list(): Bucket[] {
    return [...this.#buckets.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The bucket of that name, created when it is missing. */
  async ensure(name: string): Promise<Bucket> {
    const open = this.#buckets.get(name);
    if (open !== undefined) return open;
    const opening = this.#opening.get(name) ?? this.#open(name);
    this.#opening.set(name, opening);
    return opening.finally(() => this.#opening.delete(name));
  }

  /** Removes a bucket and everything in it. */
  async remove(name: string): Promise<void> {
    this.#buckets.delete(name);
    const doomed = path.join(this.folder, `${name}-${this.now()}.deleted`);
    await rename(path.join(this.folder, name), doomed);
    await rm(doomed, { recursive: true, force: true });
  }

  async #open(name: string): Promise<Bucket> {
    const bucket = await Bucket.open(name, path.join(this.folder, name), this.now());
    this.#buckets.set(name, bucket);
    return bucket;
  }
}
