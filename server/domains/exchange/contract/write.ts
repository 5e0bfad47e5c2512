import { slugOfTitle } from '@/server/platform/slug';
import type { CourseDocument, LessonDocument, SectionDocument } from './document';
import { formatVersion } from './document';
import { isSafePath, numberOf } from './paths';
import { writeBody, writeWhole } from './text-parts';
import { writeYaml } from './yaml-file';

/** Files of a folder by their path, with slashes. */
export type TextFiles = ReadonlyMap<string, string>;

const unless = <T>(value: T, absent: T): T | undefined => (value === absent ? undefined : value);
const unlessEmpty = <T>(list: readonly T[]): readonly T[] | undefined =>
  list.length === 0 ? undefined : list;

/** Drops what is undefined, so that YAML does not write it. */
function present(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}

function courseYaml({ id, details }: CourseDocument): string {
  const {
    title,
    slug,
    subtitle,
    descriptionMd: _,
    outcomes,
    requirements,
    audience,
    tags,
    ...rest
  } = details;
  return writeYaml({
    ...{ format: formatVersion, id, title, slug, subtitle: unless(subtitle, '') },
    ...rest,
    tags: unlessEmpty(tags),
    audience: unless(audience, ''),
    outcomes: unlessEmpty(outcomes),
    requirements: unlessEmpty(requirements),
  });
}

function head({ id, title, kind, preview }: LessonDocument): object {
  return { id, title, kind, preview: unless(preview, false) };
}

function questionsOf({ questions }: Extract<LessonDocument, { kind: 'quiz' }>): object[] {
  return questions.map(({ id, kind, prompt, explanation, points, choices }) =>
    present({
      ...{ id, kind, prompt, points: unless(points, 1) },
      choices: choices.map((choice) => present({ ...choice, correct: unless(choice.correct, false) })),
      explanation: unless(explanation, ''),
    }),
  );
}

/** All settings of a lesson, written out; its files by the names they have in `media/`. */
function settingsYaml(lesson: LessonDocument, nameOfHash: ReadonlyMap<string, string>): object | undefined {
  if (!('settings' in lesson)) return undefined;
  if (lesson.kind !== 'download') return lesson.settings;
  const files = lesson.settings.files.map(({ media, label }) =>
    present({ media: nameOfHash.get(media) ?? media, label: unless(label, '') }),
  );
  return { ...lesson.settings, files };
}

function lessonFile(lesson: LessonDocument, nameOfHash: ReadonlyMap<string, string>): [string, string] {
  if (lesson.kind === 'quiz') {
    const quiz = { body: unless(lesson.body, ''), pass: lesson.pass, questions: questionsOf(lesson) };
    return ['yaml', writeYaml({ ...head(lesson), ...quiz })];
  }
  const hash = 'media' in lesson ? lesson.media : null;
  const media = hash === null ? undefined : nameOfHash.get(hash);
  const front = { ...head(lesson), media, settings: settingsYaml(lesson, nameOfHash) };
  return ['md', `---\n${writeYaml(front)}---\n${writeBody(lesson.body)}`];
}

function* filesOfSection(
  section: SectionDocument,
  folder: string,
  names: ReadonlyMap<string, string>,
): Generator<[string, string]> {
  yield [`${folder}/section.yaml`, writeYaml({ id: section.id, title: section.title })];
  for (const [index, lesson] of section.lessons.entries()) {
    const [ending, text] = lessonFile(lesson, names);
    yield [`${folder}/${numberOf(index, section.lessons.length)}-${lesson.slug}.${ending}`, text];
  }
}

/**
 * Gives every file of a course a name within `media/` that no other has, close to what its owner calls it.
 *
 * @param known the names that files have in a folder already, by their hashes: they keep them.
 */
export function mediaNames(
  media: CourseDocument['media'],
  known: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set(['media.yaml', ...[...known.values()].map((name) => name.toLowerCase())]);
  for (const { hash, name } of [...media].sort((a, b) => (a.hash < b.hash ? -1 : 1))) {
    const own = known.get(hash);
    if (own !== undefined) {
      names.set(hash, own);
      continue;
    }
    const plain = isSafePath(name) && !name.includes('/') && !/^\.|\.vtt$/.test(name) ? name : safeName(name);
    const dot = plain.lastIndexOf('.');
    const [stem, ending] = dot <= 0 ? [plain, ''] : [plain.slice(0, dot), plain.slice(dot)];
    let chosen = plain;
    for (let number = 2; taken.has(chosen.toLowerCase()); number += 1) chosen = `${stem}-${number}${ending}`;
    taken.add(chosen.toLowerCase());
    names.set(hash, chosen);
  }
  return names;
}

function safeName(name: string): string {
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(name)?.[0].toLowerCase() ?? '';
  return `${slugOfTitle(name.slice(0, name.length - ending.length), 'file')}${ending === '.vtt' ? '' : ending}`;
}

/** Writes a course as files, always the same ones for the same course; files of `media/` but its list are not among them. */
export function writeCourse(
  document: CourseDocument,
  names: ReadonlyMap<string, string> = mediaNames(document.media),
): TextFiles {
  const files = new Map<string, string>([['course.yaml', courseYaml(document)]]);
  if (document.details.descriptionMd !== '') {
    files.set('description.md', writeWhole(document.details.descriptionMd));
  }
  for (const [index, section] of document.sections.entries()) {
    const number = numberOf(index, document.sections.length);
    const folder = `${number}-${slugOfTitle(section.title, 'section')}`;
    for (const [path, text] of filesOfSection(section, folder, names)) files.set(path, text);
  }
  if (names.size > 0) {
    const list = [...names].map(([hash, file]) => ({ file, hash }));
    list.sort((a, b) => (a.file < b.file ? -1 : 1));
    files.set('media/media.yaml', writeYaml({ files: list }));
  }
  return files;
}
