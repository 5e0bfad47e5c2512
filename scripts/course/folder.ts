import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rmdir,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { courseDocument } from '@/server/domains/exchange/contract/document';
import { placeOfPath } from '@/server/domains/exchange/contract/paths';
import type { FileProblem, ProblemCode } from '@/server/domains/exchange/contract/problems';
import type { CourseFolder } from '@/server/domains/exchange/contract/read';
import { partBytes, sizeLimits } from '@/server/domains/media/contract';
import { CourseFailure } from './failure';

/** What is kept beside a course of how it was when it was last the same as the school's. */
const baseFile = '.lyceum.json';

const bounds = { files: 10_000, textBytes: 2_000_000, mediaBytes: sizeLimits.video, depth: 3 } as const;

const captionState = z.object({ local: z.string(), remote: z.string() });

const base = z.object({
  url: z.string(),
  version: z.string(),
  document: courseDocument,
  /** Captions as they were here and there when they were last the same, by their file. */
  captions: z.record(z.string(), captionState).default({}),
});

/** What {@link readBase} reads. */
export type Base = z.infer<typeof base>;

/** A folder that was read from the disk. */
export type DiskFolder = CourseFolder & {
  readonly problems: readonly FileProblem[];
  /** Sizes of the files in `media/`, by name. */
  readonly mediaBytes: ReadonlyMap<string, number>;
};

/** Returns the hash of a file as an upload has it: SHA-256 over the SHA-256 of its parts. */
export async function hashOfFile(path: string): Promise<{ hash: string; parts: string[] }> {
  const parts: string[] = [];
  const whole = createHash('sha256');
  let [part, room] = [createHash('sha256'), partBytes];
  const end = () => {
    const digest = part.digest();
    parts.push(digest.toString('base64'));
    whole.update(digest);
    [part, room] = [createHash('sha256'), partBytes];
  };
  for await (const chunk of createReadStream(path)) {
    let rest = z.instanceof(Buffer).parse(chunk);
    while (rest.length > 0) {
      const piece = rest.subarray(0, room);
      part.update(piece);
      room -= piece.length;
      rest = rest.subarray(piece.length);
      if (room === 0) end();
    }
  }
  if (room < partBytes) end();
  return { hash: `${whole.digest('base64')}-${parts.length}`, parts };
}

class Walk {
  readonly texts = new Map<string, string>();
  readonly media = new Map<string, string>();
  readonly mediaBytes = new Map<string, number>();
  readonly problems: FileProblem[] = [];
  #count = 0;

  constructor(readonly root: string) {}

  report(file: string, code: ProblemCode, values: FileProblem['values'] = {}): void {
    this.problems.push({ file, line: 1, column: 1, code, values });
  }

  async enter(folder: string, depth: number): Promise<void> {
    for (const name of (await readdir(join(this.root, folder))).toSorted()) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const place = placeOfPath(path);
      if (place.kind === 'ignored') continue;
      this.#count += 1;
      if (this.#count > bounds.files)
        throw new CourseFailure(`There are more than ${bounds.files} files in it.`);
      // Never the thing a link leads to: it may be any file of this machine.
      const facts = await lstat(join(this.root, path));
      if (facts.isDirectory() && depth < bounds.depth) await this.enter(path, depth + 1);
      else if (facts.isFile()) await this.take(path, facts.size);
      else this.report(path, 'path_unsafe');
    }
  }

  async take(path: string, bytes: number): Promise<void> {
    const place = placeOfPath(path);
    if (place.kind === 'media') {
      if (bytes > bounds.mediaBytes) this.report(path, 'too_large', { limit: bounds.mediaBytes });
      else {
        this.media.set(place.name, (await hashOfFile(join(this.root, path))).hash);
        this.mediaBytes.set(place.name, bytes);
      }
      return;
    }
    if (place.kind === 'unexpected' || place.kind === 'unsafe') {
      this.texts.set(path, '');
      return;
    }
    if (bytes > bounds.textBytes) {
      this.report(path, 'too_large', { limit: bounds.textBytes });
      return;
    }
    try {
      this.texts.set(
        path,
        new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
          await readFile(join(this.root, path)),
        ),
      );
    } catch {
      this.report(path, 'not_text');
    }
  }
}

/** Reads a folder from the disk. Links are not followed, and what is too large is not read. */
export async function readFolder(root: string): Promise<DiskFolder> {
  const walk = new Walk(root);
  await walk.enter('', 0);
  const { texts, media, mediaBytes, problems } = walk;
  return { texts, media, mediaBytes, problems };
}

/** Tells whether there is nothing of a course in a folder, or no folder yet. */
export async function isEmptyFolder(root: string): Promise<boolean> {
  const names = await readdir(root).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.every((name) => placeOfPath(name).kind === 'ignored');
}

/** Reads what a folder keeps of its last pull or push; null when it keeps none. */
export async function readBase(root: string): Promise<Base | null> {
  const text = await readFile(join(root, baseFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return base.parse(JSON.parse(text));
  } catch {
    throw new CourseFailure(
      `${baseFile} cannot be read. Pull into a new folder, and bring your changes there.`,
    );
  }
}

/** Writes a file, whole or not at all, within a folder. */
export async function writeWithin(root: string, path: string, content: string): Promise<void> {
  const target = join(root, path);
  await mkdir(dirname(target), { recursive: true });
  // A folder in it may be a link to somewhere else.
  if (relative(await realpath(root), await realpath(dirname(target))) !== relative(root, dirname(target))) {
    throw new CourseFailure(`${path} would not lie in the folder.`);
  }
  const part = `${target}.part`;
  await writeFile(part, content);
  await rename(part, target);
}

/** Notes how a course is, here and there alike. */
export async function writeBase(root: string, state: Base): Promise<void> {
  await writeWithin(root, baseFile, `${JSON.stringify(state)}\n`);
}

/** Removes a file, and its folder when nothing else is in it. */
export async function removeWithin(root: string, path: string): Promise<void> {
  await unlink(join(root, path));
  const folder = dirname(path);
  if (folder === '.') return;
  await rmdir(join(root, folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}
