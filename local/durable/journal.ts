import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const changeSchema = z.object({ table: z.string(), id: z.string(), row: z.unknown().optional() });
const batchSchema = z.array(changeSchema);

/** One row written (`row` present) or removed (`row` absent). */
export type Change = z.infer<typeof changeSchema>;

/** An append-only file of batches; a batch is one line, so it is there whole or not at all. */
export interface Journal {
  append(batch: readonly Change[]): void;
  /** Replaces everything written so far, atomically. */
  rewrite(batch: readonly Change[]): void;
  close(): void;
}

/** Splits the file into whole batches; a line cut off by a crash ends the reading. */
function readBatches(text: string): { batches: Change[][]; length: number } {
  const batches: Change[][] = [];
  let length = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', length)) {
    const line = text.slice(length, end);
    batches.push(batchSchema.parse(JSON.parse(line)));
    length = end + 1;
  }
  return { batches, length };
}

function lineOf(batch: readonly Change[]): string {
  return `${JSON.stringify(batch)}\n`;
}

/** Writes all of `text`: a single `write` may take less than it was given. */
function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written);
}

/**
 * Opens the journal at `path` and hands every batch in it to `replay`, oldest first.
 *
 * @throws when a whole line is not a batch: the file was edited, and going on would lose what follows.
 */
export function openJournal(path: string, replay: (batch: readonly Change[]) => void): Journal {
  mkdirSync(dirname(path), { recursive: true });
  const content = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const { batches, length } = readBatches(content.toString('utf8'));
  for (const batch of batches) replay(batch);

  let file = openSync(path, 'a', 0o600);
  const whole = Buffer.byteLength(content.toString('utf8').slice(0, length));
  if (whole < content.length) ftruncateSync(file, whole);
  return {
    append: (batch) => writeAll(file, lineOf(batch)),
    rewrite(batch) {
      const next = `${path}.next`;
      const fresh = openSync(next, 'w', 0o600);
      writeAll(fresh, lineOf(batch));
      fsyncSync(fresh);
      closeSync(fresh);
      renameSync(next, path);
      closeSync(file);
      file = openSync(path, 'a', 0o600);
    },
    close: () => closeSync(file),
  };
}
