import { readFile } from '@/components/media/file-parts';
import { plainTrpc } from '@/components/trpc/plain-client';
import { type Change, changesBetween } from '@/server/domains/exchange/contract/diff';
import { type CourseDocument, mediaAt } from '@/server/domains/exchange/contract/document';
import { newId, withFreshIds } from '@/server/domains/exchange/contract/fresh-ids';
import { type FileProblem, inOrder } from '@/server/domains/exchange/contract/problems';
import { type ReadFolder, readCourse } from '@/server/domains/exchange/contract/read';
import { readZip } from '@/server/domains/exchange/contract/read-zip';

/** A file of the archive that the school does not have yet. */
export type Upload = { readonly file: File; readonly fingerprint: string; readonly parts: readonly string[] };

/** What an archive would make of a course. */
export type Import = {
  readonly document: CourseDocument;
  readonly base: string | null;
  readonly changes: readonly Change[];
  readonly uploads: readonly Upload[];
  readonly isOfAnother: boolean;
  readonly hasCaptions: boolean;
};

type Outcome = { readonly found: Import } | { readonly problems: readonly FileProblem[] };

type HashedFile = Upload & { readonly name: string };

async function hashAll(
  media: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  signal: AbortSignal,
): Promise<HashedFile[]> {
  const hashed: HashedFile[] = [];
  for (const [name, bytes] of media) {
    const file = new File([bytes], name);
    hashed.push({ name, file, ...(await readFile(file, { signal, onRead: () => undefined })) });
  }
  return hashed;
}

/** What a course takes from an archive: all of it from its own, and the lessons of another one as new ones. */
function intoCourse(read: ReadFolder, present: CourseDocument | null): CourseDocument {
  const { document } = read;
  if (present === null) return withFreshIds(document, newId());
  if (document.id === present.id) return document;
  const { slug } = present.details;
  const fresh = withFreshIds(document, present.id);
  return { ...fresh, details: { ...document.details, slug } };
}

/**
 * Reads an archive and asks the school what it would say to it; changes nothing.
 *
 * @param courseSlug the course it is for; null for one of its own.
 * @throws ZipRefused; TRPCClientError.
 */
export async function prepareImport(
  zip: File,
  courseSlug: string | null,
  signal: AbortSignal,
): Promise<Outcome> {
  const { texts, media, problems } = readZip(new Uint8Array(await zip.arrayBuffer()));
  const files = await hashAll(media, signal);
  const hashes = new Map(files.map(({ name, fingerprint }) => [name, fingerprint]));
  const read = readCourse({ texts, media: hashes }, newId);
  if ('problems' in read) return { problems: inOrder([...problems, ...read.problems]) };
  if (problems.length > 0) return { problems: inOrder(problems) };
  const found = courseSlug === null ? null : await plainTrpc.exchange.pull.query({ courseSlug });
  const present = found?.outcome === 'found' ? found : null;
  const document = intoCourse(read.course, present?.document ?? null);
  const there = new Set(present?.document.media.map(({ hash }) => hash));
  const wanted = new Set(document.media.map(({ hash }) => hash).filter((hash) => !there.has(hash)));
  const uploads = files.filter(({ fingerprint }) => wanted.has(fingerprint));
  const brought = new Set(uploads.map(({ fingerprint }) => fingerprint));
  const checked = await plainTrpc.exchange.check.mutate({ document });
  const left = checked.problems.filter(
    ({ code, path }) => code !== 'media_unknown' || !brought.has(mediaAt(document, path) ?? ''),
  );
  if (left.length > 0) return { problems: inOrder(left.map(read.course.locate)) };
  return {
    found: {
      document,
      base: present?.version ?? null,
      changes: changesBetween(present?.document ?? null, document),
      uploads,
      isOfAnother: present !== null && read.course.document.id !== present.document.id,
      hasCaptions: read.course.captions.length > 0,
    },
  };
}
