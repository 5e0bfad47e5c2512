import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, link, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Segment } from './records';

/** A new data file that nothing refers to yet. */
export type DataFile = { readonly name: string; readonly path: string };

/**
 * The immutable files that hold object bytes, named at random so that no object key ever becomes a path. A file that is
 * being read stays until its last reader is done.
 */
export class DataFiles {
  readonly #readers = new Map<string, number>();
  readonly #doomed = new Set<string>();

  constructor(readonly folder: string) {}

  create(): DataFile {
    const name = randomUUID();
    return { name, path: path.join(this.folder, name) };
  }

  /** Takes over the bytes of another file, without copying where the file system allows. */
  async adopt(source: DataFiles, name: string): Promise<string> {
    const copy = this.create();
    const original = path.join(source.folder, name);
    await link(original, copy.path).catch(() => copyFile(original, copy.path));
    return copy.name;
  }

  /** Removes files nothing refers to any more, each as soon as nobody reads it. */
  async discard(names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => this.#remove(name)));
  }

  /** Removes every file but those named; called once, before the first request. */
  async keepOnly(names: ReadonlySet<string>): Promise<void> {
    const all = await readdir(this.folder);
    await this.discard(all.filter((name) => !names.has(name)));
  }

  /** The bytes from `start` up to, not including, `end` over consecutive segments. */
  read(segments: readonly Segment[], start: number, end: number): Readable {
    const release = this.retain(segments.map(({ file }) => file));
    const stream = Readable.from(this.#chunks(segments, start, end), { objectMode: false });
    stream.once('close', release);
    return stream;
  }

  async *#chunks(segments: readonly Segment[], start: number, end: number): AsyncGenerator<Buffer> {
    let offset = 0;
    for (const { file, size } of segments) {
      const from = Math.max(0, start - offset);
      const to = Math.min(size, end - offset);
      // createReadStream counts its end inclusively.
      if (from < to) yield* createReadStream(path.join(this.folder, file), { start: from, end: to - 1 });
      offset += size;
    }
  }

  /** Keeps files from being removed until the returned function is called. */
  retain(names: readonly string[]): () => void {
    for (const name of names) this.#readers.set(name, (this.#readers.get(name) ?? 0) + 1);
    return () => {
      for (const name of names) this.#release(name);
    };
  }

  #release(name: string): void {
    const left = (this.#readers.get(name) ?? 1) - 1;
    if (left > 0) {
      this.#readers.set(name, left);
      return;
    }
    this.#readers.delete(name);
    // A file that could not be removed now is swept at the next start.
    if (this.#doomed.delete(name)) this.#remove(name).catch(() => undefined);
  }

  async #remove(name: string): Promise<void> {
    if (this.#readers.has(name)) this.#doomed.add(name);
    else await rm(path.join(this.folder, name), { force: true });
  }
}
