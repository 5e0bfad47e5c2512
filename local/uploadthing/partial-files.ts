import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** More bytes came than the file was announced with. */
export class TooLargeError extends Error {
  constructor() {
    super('The file is larger than it was announced.');
    this.name = 'TooLargeError';
  }
}

/** Uploads under way, as files in one folder; what arrived before a break is there for the next attempt. */
export class PartialFiles {
  constructor(private readonly folder: string) {}

  /** How many bytes have arrived. */
  async size(key: string): Promise<number> {
    return stat(this.#path(key)).then(
      (found) => found.size,
      () => 0,
    );
  }

  /**
   * Writes `bytes` from `start` on, cutting off what lay behind, and answers the file's size.
   *
   * @throws {TooLargeError} past `limit` bytes
   */
  async write(key: string, start: number, bytes: AsyncIterable<Buffer>, limit: number): Promise<number> {
    await mkdir(this.folder, { recursive: true });
    const file = await open(this.#path(key), start === 0 ? 'w' : 'r+');
    let position = start;
    try {
      await file.truncate(start);
      for await (const chunk of bytes) {
        if (position + chunk.length > limit) throw new TooLargeError();
        await file.write(chunk, 0, chunk.length, position);
        position += chunk.length;
      }
      return position;
    } finally {
      await file.close();
    }
  }

  /** The MD5 of what arrived, in hexadecimal. */
  async hash(key: string): Promise<string> {
    const md5 = createHash('md5');
    for await (const chunk of createReadStream(this.#path(key))) md5.update(chunk);
    return md5.digest('hex');
  }

  read(key: string): Readable {
    return createReadStream(this.#path(key));
  }

  async remove(key: string): Promise<void> {
    await rm(this.#path(key), { force: true });
  }

  #path(key: string): string {
    // Keys come from signed addresses, but a signature says who chose a name, not that it is a good one.
    return join(this.folder, createHash('sha256').update(key).digest('hex'));
  }
}
