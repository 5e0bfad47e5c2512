import type { z } from 'zod';
import { lessonSlug } from '@/server/domains/content/contract';
import {
  type CourseDocument,
  charactersOf,
  documentLimits,
  type LessonDocument,
  mediaOf,
  type SectionDocument,
} from './document';
import { courseFile, mediaFile, sectionFile } from './file-schemas';
import { byNumber, placeOfPath, readNumber } from './paths';
import { type DocumentProblem, type FileProblem, inOrder, type Place, type ProblemCode } from './problems';
import { type ReadLesson, readLesson } from './read-lesson';
import { plainText, readWhole } from './text-parts';
import type { TextFiles } from './write';
import { checkYaml, readYaml, type YamlFile } from './yaml-file';

/** What lies in a folder: its texts, and the bytes of its `media/` by name, as their hashes. */
export type CourseFolder = {
  readonly texts: TextFiles;
  readonly media: ReadonlyMap<string, string>;
};

/** An id that a file does not have yet: where it belongs, within the YAML of the file. */
export type MissingId = { readonly file: string; readonly path: readonly PropertyKey[]; readonly id: string };

/** Captions that lie beside a file. */
export type CaptionFile = {
  readonly file: string;
  readonly hash: string;
  readonly language: string;
  readonly text: string;
};

/** A folder that could be read. */
export type ReadFolder = {
  readonly document: CourseDocument;
  readonly missingIds: readonly MissingId[];
  readonly captions: readonly CaptionFile[];
  /** The name in `media/` of each file by its hash. */
  readonly mediaNames: ReadonlyMap<string, string>;
  /** The file of each section and lesson, by id. */
  readonly fileOf: ReadonlyMap<string, string>;
  /** Says where in the files a problem of the document stands. */
  readonly locate: (problem: DocumentProblem) => FileProblem;
};

class Reading {
  readonly problems: FileProblem[] = [];
  readonly missingIds: MissingId[] = [];
  readonly #ids = new Map<string, string>();
  readonly #slugs = new Map<string, string>();
  readonly #yamls = new Map<string, { readonly prefix: readonly PropertyKey[]; readonly yaml: YamlFile }>();

  constructor(
    readonly folder: CourseFolder,
    readonly newId: () => string,
  ) {}

  report(file: string, code: ProblemCode, values: FileProblem['values'] = {}): void {
    this.problems.push({ file, line: 1, column: 1, code, values });
  }

  /** Remembers which part of the document a file holds. */
  holds(path: readonly PropertyKey[], yaml: YamlFile, prefix: readonly PropertyKey[] = []): void {
    this.#yamls.set(path.join('/'), { prefix, yaml });
  }

  place(path: readonly PropertyKey[]): Place {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const known = this.#yamls.get(path.slice(0, depth).join('/'));
      if (known !== undefined) return known.yaml.placeOf([...known.prefix, ...path.slice(depth)]);
    }
    return { file: 'course.yaml', line: 1, column: 1 };
  }

  /** Returns the id that stands in a file, or a new one that is to be written there. */
  idAt(yaml: YamlFile, file: string, path: readonly PropertyKey[], given: string | undefined): string {
    if (given === undefined) {
      const id = this.newId();
      this.missingIds.push({ file, path, id });
      return id;
    }
    // Copies of a quiz keep its questions: their ids are told apart within one file.
    const name = path.length === 0 ? given : `${file}/${path.length}/${given}`;
    const other = this.#ids.get(name);
    if (other !== undefined) this.problems.push(yaml.problem([...path, 'id'], 'id_twice', { file: other }));
    this.#ids.set(name, file);
    return given;
  }

  claimSlug(yaml: YamlFile, slug: string, file: string): void {
    const other = this.#slugs.get(slug);
    if (other !== undefined) this.problems.push(yaml.problem(['slug'], 'slug_twice', { slug, file: other }));
    this.#slugs.set(slug, file);
  }

  /** Reads a YAML file by its schema; null when something is wrong with it, which is noted. */
  yaml<Schema extends z.ZodObject>(file: string, schema: Schema) {
    const read = readYaml(file, plainText(this.folder.texts.get(file) ?? ''));
    if ('problems' in read) {
      this.problems.push(...read.problems);
      return null;
    }
    const checked = checkYaml(read.yaml, schema);
    if ('problems' in checked) {
      this.problems.push(...checked.problems);
      return null;
    }
    return { value: checked.value, yaml: read.yaml };
  }
}

function readMedia(reading: Reading): Map<string, string> {
  const hashes = new Map(reading.folder.media);
  if (!reading.folder.texts.has('media/media.yaml')) return hashes;
  const list = reading.yaml('media/media.yaml', mediaFile);
  if (list === null) return hashes;
  reading.holds(['media'], list.yaml, ['files']);
  for (const { file, hash } of list.value.files) {
    // The bytes that lie here count; a file that never came through an upload is known by its id alone.
    if (!hashes.has(file) || hash.startsWith('asset:')) hashes.set(file, hash);
  }
  return hashes;
}

function toLesson(
  reading: Reading,
  file: string,
  { fields, body, yaml }: ReadLesson,
  hashes: ReadonlyMap<string, string>,
): LessonDocument | null {
  const name = file.slice(file.indexOf('/') + 1).replace(/\.(md|yaml)$/, '');
  const slug = fields.slug ?? readNumber(name)?.rest ?? '';
  if (!lessonSlug.safeParse(slug).success) {
    reading.problems.push(yaml.problem(['slug'], 'wrong_form', { field: 'slug' }));
    return null;
  }
  reading.claimSlug(yaml, slug, file);
  const id = reading.idAt(yaml, file, [], fields.id);
  const { title, preview } = fields;
  return withKind(reading, file, { fields, yaml }, { id, title, slug, preview, body }, hashes);
}

type Common = Pick<LessonDocument, 'id' | 'title' | 'slug' | 'preview' | 'body'>;

/** Adds to a lesson what its kind has. */
function withKind(
  reading: Reading,
  file: string,
  { fields, yaml }: Pick<ReadLesson, 'fields' | 'yaml'>,
  common: Common,
  hashes: ReadonlyMap<string, string>,
): LessonDocument {
  const hashOf = (name: string, path: readonly PropertyKey[] = ['media']) => {
    const hash = hashes.get(name);
    if (hash === undefined) reading.problems.push(yaml.problem(path, 'media_missing', { file: name }));
    return hash ?? '';
  };
  const fileOf = (name: string | null) => (name === null ? null : hashOf(name));
  switch (fields.kind) {
    case 'article':
      return { ...common, kind: fields.kind };
    case 'video':
    case 'audio':
      return { ...common, kind: fields.kind, media: fileOf(fields.media) };
    case 'document':
      return { ...common, kind: fields.kind, media: fileOf(fields.media), settings: fields.settings };
    case 'download': {
      const files = fields.settings.files.map(({ media, label }, index) => ({
        media: hashOf(media, ['settings', 'files', index, 'media']),
        label,
      }));
      return { ...common, kind: fields.kind, settings: { ...fields.settings, files } };
    }
    case 'embed':
      return { ...common, kind: fields.kind, settings: fields.settings };
    case 'live':
      return { ...common, kind: fields.kind, settings: fields.settings };
    case 'assignment':
      return { ...common, kind: fields.kind, settings: fields.settings };
    case 'quiz':
      return { ...common, kind: fields.kind, ...readQuiz(reading, file, yaml, fields) };
  }
}

function readQuiz(
  reading: Reading,
  file: string,
  yaml: YamlFile,
  fields: Extract<ReadLesson['fields'], { kind: 'quiz' }>,
): Pick<Extract<LessonDocument, { kind: 'quiz' }>, 'pass' | 'questions'> {
  const questions = fields.questions.map(({ id: given, choices, ...question }, index) => ({
    id: reading.idAt(yaml, file, ['questions', index], given),
    ...question,
    choices: choices.map(({ id: own, ...choice }, at) => ({
      id: reading.idAt(yaml, file, ['questions', index, 'choices', at], own),
      ...choice,
    })),
  }));
  return { pass: fields.pass, questions };
}

function readSection(
  reading: Reading,
  folder: string,
  index: number,
  hashes: ReadonlyMap<string, string>,
  fileOf: Map<string, string>,
): SectionDocument | null {
  const own = `${folder}/section.yaml`;
  const files = [...reading.folder.texts.keys()].filter((path) => {
    const place = placeOfPath(path);
    return place.kind === 'lesson' && place.folder === folder;
  });
  if (!reading.folder.texts.has(own)) {
    reading.report(own, 'section_missing');
    return null;
  }
  const section = reading.yaml(own, sectionFile);
  if (section !== null) reading.holds(['sections', index], section.yaml);
  const lessons: LessonDocument[] = [];
  const name = (path: string) => path.slice(folder.length + 1);
  for (const file of files.toSorted((a, b) => byNumber(name(a), name(b)))) {
    if (readNumber(name(file)) === null) {
      reading.report(file, 'number_missing');
      continue;
    }
    const read = readLesson(file, plainText(reading.folder.texts.get(file) ?? ''));
    if ('problems' in read) {
      reading.problems.push(...read.problems);
      continue;
    }
    const lesson = toLesson(reading, file, read.lesson, hashes);
    if (lesson === null) continue;
    reading.holds(['sections', index, 'lessons', lessons.length], read.lesson.yaml);
    fileOf.set(lesson.id, file);
    lessons.push(lesson);
  }
  if (section === null) return null;
  const id = reading.idAt(section.yaml, own, [], section.value.id);
  fileOf.set(id, own);
  return { id, title: section.value.title, lessons };
}

function lookAtPaths(reading: Reading): string[] {
  const folders = new Set<string>();
  for (const path of reading.folder.texts.keys()) {
    const place = placeOfPath(path);
    if (place.kind === 'unsafe') reading.report(path, 'path_unsafe');
    if (place.kind === 'unexpected') reading.report(path, 'file_unexpected');
    if (place.kind === 'section' || place.kind === 'lesson') folders.add(place.folder);
  }
  for (const folder of folders) {
    if (readNumber(folder) !== null) continue;
    reading.report(folder, 'number_missing');
    folders.delete(folder);
  }
  return [...folders].toSorted(byNumber);
}

function readCaptions(reading: Reading, hashes: ReadonlyMap<string, string>): CaptionFile[] {
  return [...reading.folder.texts].flatMap(([file, text]) => {
    if (placeOfPath(file).kind !== 'captions') return [];
    const [, name = '', language = ''] = /^media\/(.+)\.([a-z]{2,3})\.vtt$/.exec(file) ?? [];
    const hash = hashes.get(name);
    if (hash !== undefined) return [{ file, hash, language, text: plainText(text) }];
    reading.report(file, 'media_unlisted');
    return [];
  });
}

/** Files that no lesson shows are no part of the course. */
function usedMedia(sections: readonly SectionDocument[], names: ReadonlyMap<string, string>) {
  const used = new Set(sections.flatMap(({ lessons }) => lessons.flatMap(mediaOf)));
  return [...used].toSorted().map((hash) => ({ hash, name: names.get(hash) ?? 'file' }));
}

/**
 * Reads a folder as a course: either all of it, or everything that is wrong with it, in the order of the files.
 *
 * @param newId makes the ids of what has none yet.
 */
export function readCourse(
  folder: CourseFolder,
  newId: () => string,
): { readonly course: ReadFolder } | { readonly problems: FileProblem[] } {
  const reading = new Reading(folder, newId);
  const folders = lookAtPaths(reading);
  const hashes = readMedia(reading);
  const fileOf = new Map<string, string>();
  const sections = folders
    .map((name, index) => readSection(reading, name, index, hashes, fileOf))
    .filter((section) => section !== null);
  const captions = readCaptions(reading, hashes);
  if (!folder.texts.has('course.yaml')) reading.report('course.yaml', 'course_missing');
  const head = folder.texts.has('course.yaml') ? reading.yaml('course.yaml', courseFile) : null;
  if (head === null || reading.problems.length > 0) return { problems: inOrder(reading.problems) };
  reading.holds(['details'], head.yaml);
  reading.holds([], head.yaml);
  const { format: _, id: given, ...details } = head.value;
  const id = reading.idAt(head.yaml, 'course.yaml', [], given);
  const descriptionMd = readWhole(plainText(folder.texts.get('description.md') ?? ''));
  const names = new Map([...hashes].map(([file, hash]) => [hash, file]));
  const document = {
    id,
    details: { ...details, descriptionMd },
    sections,
    media: usedMedia(sections, names),
  };
  if (charactersOf(document) > documentLimits.characters) {
    reading.report('course.yaml', 'too_large', { limit: documentLimits.characters });
  }
  if (reading.problems.length > 0) return { problems: inOrder(reading.problems) };
  const locate = ({ path, code, values }: DocumentProblem) => ({ ...reading.place(path), code, values });
  const { missingIds } = reading;
  return { course: { document, missingIds, captions, mediaNames: names, fileOf, locate } };
}
