import { type Change, changesBetween } from '@/server/domains/exchange/contract/diff';
import type { CourseDocument, LessonDocument } from '@/server/domains/exchange/contract/document';
import { placeOfPath } from '@/server/domains/exchange/contract/paths';
import { readCourse } from '@/server/domains/exchange/contract/read';
import { mediaNames, writeCourse } from '@/server/domains/exchange/contract/write';
import { newId } from '@/server/platform/ids';
import { connect, persist, type School, type SchoolClient } from './client';
import { CourseFailure } from './failure';
import {
  type Base,
  type DiskFolder,
  isEmptyFolder,
  readBase,
  readFolder,
  removeWithin,
  writeBase,
  writeWithin,
} from './folder';
import { download, fetchText, hashOfText } from './media';
import { wordsOfChange, wordsOfProblem } from './words';

/** What is asked of a pull. */
export type PullOptions = {
  readonly slug: string;
  readonly dir: string;
  readonly isDryRun: boolean;
  /** Whether changes that were not pushed may be lost. */
  readonly isForced: boolean;
  readonly withMedia: boolean;
};

/** Where a run says what it does. */
export type Say = (line: string) => void;

type Local = {
  readonly folder: DiskFolder;
  readonly document: CourseDocument | null;
  readonly base: Base | null;
  readonly names: ReadonlyMap<string, string>;
  readonly fileOf: ReadonlyMap<string, string>;
};

async function readLocal(dir: string, say: Say, isForced: boolean): Promise<Local | null> {
  if (await isEmptyFolder(dir)) return null;
  const folder = await readFolder(dir);
  const read = readCourse(folder, newId);
  const base = await readBase(dir);
  if ('course' in read && folder.problems.length === 0) {
    const { document, mediaNames: names, fileOf } = read.course;
    return { folder, base, document, names, fileOf };
  }
  const problems = [...folder.problems, ...('problems' in read ? read.problems : [])];
  for (const problem of problems) say(wordsOfProblem(problem));
  if (!isForced) {
    throw new CourseFailure(
      'The folder cannot be read as a course. Mend it, take an empty one, or use --force.',
    );
  }
  return { folder, base, document: null, names: new Map(), fileOf: new Map() };
}

/** What would be lost here: changes since the folder was last the same as the school's course. */
function requireNothingLost(local: Local, remote: CourseDocument, say: Say): void {
  const { base, document } = local;
  if (document === null) return;
  if (base === null || base.document.id !== remote.id) {
    throw new CourseFailure(
      'The folder holds another course, or was not pulled. Take an empty one, or use --force.',
    );
  }
  const changes = changesBetween(base.document, document);
  if (changes.length === 0) return;
  say('Changed here and not pushed:');
  for (const change of changes) say(wordsOfChange(change));
  throw new CourseFailure('A pull would lose these changes. Push them first, or use --force.');
}

const lessonsOf = ({ sections }: CourseDocument): LessonDocument[] =>
  sections.flatMap(({ lessons }) => lessons);

/** Files whose meaning stays the same keep the bytes their author gave them. */
function keepingBytes(files: ReadonlyMap<string, string>, remote: CourseDocument, local: Local | null) {
  const kept = new Map(files);
  if (local?.document == null) return kept;
  const own = new Map(lessonsOf(local.document).map((lesson) => [lesson.id, lesson]));
  const pathOf = new Map(
    [...files].flatMap(([path, text]) => {
      const id = /^(?:---\n)?id: ([-0-9a-f]{36})$/m.exec(text)?.[1];
      return id === undefined || placeOfPath(path).kind !== 'lesson' ? [] : [[id, path] as const];
    }),
  );
  for (const lesson of lessonsOf(remote)) {
    const [path, file] = [pathOf.get(lesson.id), local.fileOf.get(lesson.id)];
    const text = file === undefined ? undefined : local.folder.texts.get(file);
    const isSame = JSON.stringify(own.get(lesson.id)) === JSON.stringify(lesson);
    const isNamedAlike = path?.replace(/^.*\/\d+-/, '') === file?.replace(/^.*\/\d+[a-z]?-/, '');
    if (path !== undefined && text !== undefined && isSame && isNamedAlike) kept.set(path, text);
  }
  return kept;
}

async function writeTexts(
  dir: string,
  files: ReadonlyMap<string, string>,
  local: Local | null,
): Promise<number> {
  let written = 0;
  for (const [path, text] of files) {
    if (local?.folder.texts.get(path) === text) continue;
    await writeWithin(dir, path, text);
    written += 1;
  }
  for (const path of local?.folder.texts.keys() ?? []) {
    const { kind } = placeOfPath(path);
    const isOurs = kind !== 'captions' && kind !== 'unexpected' && kind !== 'unsafe';
    if (isOurs && !files.has(path)) await removeWithin(dir, path);
  }
  return written;
}

type Fetching = {
  readonly dir: string;
  readonly document: CourseDocument;
  readonly names: ReadonlyMap<string, string>;
  readonly local: Local | null;
  readonly say: Say;
};

/** Captions that say the same as when they were sent keep the form their author gave them. */
async function fetchCaptions({ dir, local }: Fetching, path: string, url: string) {
  const text = await fetchText(url);
  const [here, before] = [local?.folder.texts.get(path), local?.base?.captions[path]];
  const remote = hashOfText(text);
  const isKept = here !== undefined && before?.remote === remote && before.local === hashOfText(here);
  if (!isKept) await writeWithin(dir, path, text);
  return { local: hashOfText(isKept ? here : text), remote };
}

async function fetchMedia(client: SchoolClient, fetching: Fetching): Promise<Base['captions']> {
  const { dir, document, names, local, say } = fetching;
  const captions: Base['captions'] = {};
  if (document.media.length === 0) return captions;
  const { items } = await persist(async () => await client.exchange.files.query({ courseId: document.id }));
  for (const { hash, url, bytes, captions: tracks } of items) {
    const name = names.get(hash) ?? hash;
    const present = local?.folder.media.get(name);
    const isHere = hash.startsWith('asset:') ? present !== undefined : present === hash;
    if (!isHere) {
      say(`  ↓ media/${name} (${(bytes / 1_000_000).toFixed(1)} MB)`);
      await download(dir, { name, url, hash });
    }
    for (const track of tracks) {
      const path = `media/${name}.${track.language}.vtt`;
      captions[path] = await fetchCaptions(fetching, path, track.url);
    }
  }
  return captions;
}

/**
 * Brings a course from a school into a folder. A folder that says the same already is left as it is, byte by byte.
 *
 * @returns what differed.
 * @throws CourseFailure when something here would be lost, or there is no such course.
 */
export async function pull(school: School, options: PullOptions, say: Say): Promise<readonly Change[]> {
  const { slug, dir, isDryRun, isForced, withMedia } = options;
  const client = connect(school);
  const found = await persist(async () => await client.exchange.pull.query({ courseSlug: slug }));
  if (found.outcome !== 'found') throw new CourseFailure(`There is no course ${slug}.`);
  const { document, version } = found;
  const local = await readLocal(dir, say, isForced);
  if (local !== null && !isForced) requireNothingLost(local, document, say);
  const changes = changesBetween(local?.document ?? null, document);
  for (const change of changes) say(wordsOfChange(change));
  if (isDryRun) return changes;
  const names = mediaNames(document.media, local?.names);
  if (changes.length > 0) {
    const files = keepingBytes(writeCourse(document, names), document, local);
    say(`${await writeTexts(dir, files, local)} files written.`);
  } else say('The folder is as the course is.');
  const captions = withMedia
    ? await fetchMedia(client, { dir, document, names, local, say })
    : (local?.base?.captions ?? {});
  await writeBase(dir, { url: school.url, version, document, captions });
  return changes;
}
