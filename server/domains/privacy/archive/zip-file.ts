import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** Puts files into an archive one after the other, each a piece at a time. */
export type Archive = {
  /** Adds a file of text that is compressed. */
  addText(name: string, pieces: AsyncIterable<string> | Iterable<string>): Promise<void>;
  /** Adds a file whose bytes do not get smaller. */
  addBytes(name: string, pieces: AsyncIterable<Uint8Array>): Promise<void>;
};

/**
 * Writes a ZIP to the disk, so that neither a file nor the archive is ever gathered in memory, hands it on, and removes
 * it whatever happens.
 */
export async function withZipFile<T>(
  fill: (archive: Archive) => Promise<void>,
  use: (file: { readonly path: string; readonly bytes: number }) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lyceum-export-'));
  const path = join(folder, 'export.zip');
  try {
    await writeZip(path, fill);
    return await use({ path, bytes: (await stat(path)).size });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeZip(path: string, fill: (archive: Archive) => Promise<void>): Promise<void> {
  const out = createWriteStream(path, { mode: 0o600 });
  let failure: Error | null = null;
  out.on('error', (error) => {
    failure = error;
  });
  const zip = new Zip((error, chunk) => {
    if (error === null) out.write(chunk);
    else failure = error;
  });
  const drained = async () => {
    if (failure !== null) throw failure;
    if (out.writableNeedDrain) await once(out, 'drain');
  };
  const add = async (file: ZipDeflate | ZipPassThrough, pieces: AsyncIterable<Uint8Array>) => {
    zip.add(file);
    for await (const piece of pieces) {
      file.push(piece);
      await drained();
    }
    file.push(new Uint8Array(0), true);
    await drained();
  };
  await fill({
    addText: async (name, pieces) => {
      const encoder = new TextEncoder();
      await add(
        new ZipDeflate(name, { level: 6 }),
        Readable.from(pieces).map((text: string) => encoder.encode(text)),
      );
    },
    addBytes: async (name, pieces) => await add(new ZipPassThrough(name), pieces),
  });
  zip.end();
  out.end();
  await finished(out);
}
