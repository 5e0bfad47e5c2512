import type { Readable } from 'node:stream';
import { Zip, ZipDeflate, type ZipInputFile, ZipPassThrough } from 'fflate';
import { requireCourse } from '@/server/domains/courses';
import { mediaNames, writeCourse } from '@/server/domains/exchange/contract/write';
import { exchangeErrors } from '@/server/domains/exchange/errors';
import { readDocument } from '@/server/domains/exchange/queries/read-document';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

/** More than this takes too long to make while somebody waits, and `npm run course` goes on where it broke off. */
const mostBytes = 2_000_000_000;

/** The same course gives the same archive: what is in it was made at no time. */
const noTime = new Date(1980, 0, 1);

type Entry = { readonly path: string; readonly open: () => Promise<string | Readable> };

/** Puts files into a ZIP one after the other, as fast as somebody takes it; nothing is gathered but a piece of one file. */
async function* zipOf(entries: readonly Entry[]): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, piece) => {
    if (error === null) waiting.push(piece);
    else failure = error;
  });
  function* taken(): Generator<Uint8Array> {
    if (failure !== null) throw failure;
    const pieces = waiting;
    waiting = [];
    yield* pieces;
  }
  const begin = <File extends ZipInputFile>(file: File): File => {
    file.mtime = noTime;
    zip.add(file);
    return file;
  };
  for (const { path, open } of entries) {
    const content = await open();
    if (typeof content === 'string') {
      begin(new ZipDeflate(path, { level: 6 })).push(new TextEncoder().encode(content), true);
      yield* taken();
      continue;
    }
    const file = begin(new ZipPassThrough(path));
    for await (const piece of content) {
      file.push(new Uint8Array(piece));
      yield* taken();
    }
    file.push(new Uint8Array(0), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}

/**
 * Returns a course as an archive of the folder that `npm run course -- pull` writes, a piece at a time, for whoever may change the
 * course; with the files that it shows, if that is asked for.
 *
 * @throws AppError `courses/not_found`; `exchange/too_large` with files of more than 2 GB.
 */
export async function exportCourse(
  ctx: UserContext & { readonly objectStore: ObjectStore },
  { courseSlug, withFiles }: { readonly courseSlug: string; readonly withFiles: boolean },
): Promise<{ readonly name: string; readonly pieces: AsyncGenerator<Uint8Array> }> {
  const { id, slug } = await requireCourse(ctx, courseSlug, 'content.edit');
  const { document, files } = await readDocument(ctx.db, id);
  const names = mediaNames(document.media);
  const texts = [...writeCourse(document, names)].map(([path, text]) => ({ path, open: async () => text }));
  const shown = withFiles ? files : [];
  const bytes = shown.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > mostBytes) throw new AppError(exchangeErrors.too_large, { details: { limit: mostBytes } });
  const media = shown.flatMap(({ hash, key, captions }) => {
    const path = `media/${names.get(hash) ?? hash}`;
    return [
      { path, open: async () => await ctx.objectStore.get(key) },
      ...captions.map((one) => ({
        path: `${path}.${one.locale}.vtt`,
        open: async () => await ctx.objectStore.get(one.key),
      })),
    ];
  });
  const entries = [...texts, ...media].map((entry) => ({ ...entry, path: `${slug}/${entry.path}` }));
  return { name: `${slug}.zip`, pieces: zipOf(entries) };
}
