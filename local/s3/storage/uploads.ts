import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DataFiles } from './data-files';
import { listJson, readJson, writeJson } from './durable-json';
import { compareKeys, KeyedLock } from './key-order';
import { partSchema, type StoredPart, type StoredUpload, uploadSchema } from './records';

type OpenUpload = { readonly upload: StoredUpload; readonly parts: Map<number, StoredPart> };

const DESCRIPTION = 'upload.json';

/** The open multipart uploads of a bucket; each part is durable once its upload was answered. */
export class Uploads {
  readonly #open = new Map<string, OpenUpload>();
  readonly #lock = new KeyedLock();

  constructor(
    readonly folder: string,
    readonly data: DataFiles,
  ) {}

  /**
   * Reads what was open when the server last stopped. An upload whose parts already belong to an object had been
   * completed; only its folder is left to remove.
   */
  async load(referenced: ReadonlySet<string>): Promise<void> {
    for (const entry of await readdir(this.folder, { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      const folder = path.join(this.folder, entry.name);
      const files = await listJson(folder);
      const description = files.find((file) => path.basename(file) === DESCRIPTION);
      // A folder without a description is an upload whose creation or removal was cut short.
      if (description === undefined) await rm(folder, { recursive: true, force: true });
      else await this.#loadOne(description, files);
    }
    for (const [id, { parts }] of this.#open) {
      const isCompleted = [...parts.values()].some(({ file }) => referenced.has(file));
      if (isCompleted) await this.close(id, referenced);
    }
  }

  /** The data files of all open parts. */
  dataFiles(): string[] {
    return [...this.#open.values()].flatMap(({ parts }) => [...parts.values()].map(({ file }) => file));
  }

  async create(upload: StoredUpload): Promise<void> {
    const folder = path.join(this.folder, upload.id);
    await mkdir(folder);
    await writeJson(path.join(folder, DESCRIPTION), upload);
    this.#open.set(upload.id, { upload, parts: new Map() });
  }

  find(id: string, key: string): StoredUpload | undefined {
    const upload = this.#open.get(id)?.upload;
    return upload?.key === key ? upload : undefined;
  }

  /** Open uploads by key, then by age. */
  list(): StoredUpload[] {
    const uploads = [...this.#open.values()].map(({ upload }) => upload);
    return uploads.sort((a, b) => compareKeys(a.key, b.key) || a.startedAt - b.startedAt);
  }

  /** The parts uploaded so far, by number. */
  parts(id: string): StoredPart[] {
    return [...(this.#open.get(id)?.parts.values() ?? [])].sort((a, b) => a.number - b.number);
  }

  /** Runs a task while no other part is added to the upload and nobody else ends it. */
  exclusively<T>(id: string, task: () => Promise<T>): Promise<T> {
    return this.#lock.run(id, task);
  }

  /** Adds a part or replaces the one of the same number; false when the upload ended meanwhile. */
  async putPart(id: string, part: StoredPart): Promise<boolean> {
    return this.exclusively(id, async () => {
      const entry = this.#open.get(id);
      if (entry === undefined) return false;
      await writeJson(path.join(this.folder, id, `part-${part.number}.json`), part);
      const old = entry.parts.get(part.number);
      entry.parts.set(part.number, part);
      if (old !== undefined) await this.data.discard([old.file]);
      return true;
    });
  }

  /** Ends an upload and removes the bytes of every part that is not in `kept`. */
  async close(id: string, kept: ReadonlySet<string>): Promise<void> {
    const files = this.parts(id).map(({ file }) => file);
    this.#open.delete(id);
    const folder = path.join(this.folder, id);
    // The description goes first: whatever remains of the folder after a crash is then swept.
    await rm(path.join(folder, DESCRIPTION), { force: true });
    await rm(folder, { recursive: true, force: true });
    await this.data.discard(files.filter((file) => !kept.has(file)));
  }

  async #loadOne(description: string, files: readonly string[]): Promise<void> {
    const upload = await readJson(description, uploadSchema);
    const parts = new Map<number, StoredPart>();
    for (const file of files.filter((candidate) => candidate !== description)) {
      const part = await readJson(file, partSchema);
      parts.set(part.number, part);
    }
    this.#open.set(upload.id, { upload, parts });
  }
}
