import { fileKindOf, selectLessonsElsewhere } from '@/server/domains/content';
import { detailProblems, selectSectionsElsewhere } from '@/server/domains/courses';
import type { CourseDocument, LessonDocument } from '@/server/domains/exchange/contract/document';
import type { DocumentProblem, ProblemCode } from '@/server/domains/exchange/contract/problems';
import { hashOf, type PresentCourse } from '@/server/domains/exchange/queries/read-document';
import { selectOwnSources } from '@/server/domains/media';
import type { UserContext } from '@/server/platform/context';
import type { Conn } from '@/server/platform/db';

/** The files a course may show, by their hashes: those it shows already, and those of the caller's library. */
export type KnownFiles = ReadonlyMap<string, { readonly id: string; readonly kind: string }>;

type Placed = { readonly path: readonly (string | number)[]; readonly lesson: LessonDocument };

function lessonsOf({ sections }: CourseDocument): Placed[] {
  return sections.flatMap(({ lessons }, section) =>
    lessons.map((lesson, index) => ({ path: ['sections', section, 'lessons', index], lesson })),
  );
}

const problem = (
  path: readonly (string | number)[],
  code: ProblemCode,
  values: DocumentProblem['values'] = {},
): DocumentProblem => ({ path: [...path], code, values });

/** Returns the files that a document may name. */
export async function findKnownFiles(
  conn: Conn,
  ownerId: string,
  document: CourseDocument,
  present: PresentCourse | null,
): Promise<KnownFiles> {
  const wanted = document.media.map(({ hash }) => hash);
  const ids = wanted.flatMap((hash) => (hash.startsWith('asset:') ? [hash.slice('asset:'.length)] : []));
  const fingerprints = wanted.filter((hash) => !hash.startsWith('asset:'));
  const own = wanted.length === 0 ? [] : await selectOwnSources(conn, ownerId, { fingerprints, ids });
  const files = [...own.map((file) => ({ ...file, hash: hashOf(file) })), ...(present?.files ?? [])];
  return new Map(files.map(({ hash, id, kind }) => [hash, { id, kind }]));
}

type Named = { readonly id: string; readonly path: (string | number)[] };

/** The ids of sections and lessons, with where they stand. */
function outlineIds(document: CourseDocument): Named[] {
  const sections = document.sections.map(({ id }, at) => ({ id, path: ['sections', at, 'id'] }));
  return [
    ...sections,
    ...lessonsOf(document).map(({ lesson: { id }, path }) => ({ id, path: [...path, 'id'] })),
  ];
}

/** The ids of the questions of each quiz, and of its choices: copies of a quiz have the same ones. */
function quizIds(document: CourseDocument): Named[][] {
  return lessonsOf(document).flatMap(({ lesson, path }) => {
    if (lesson.kind !== 'quiz') return [];
    const within = lesson.questions.map(({ id, choices }, index) => {
      const own = [...path, 'questions', index];
      return {
        question: { id, path: [...own, 'id'] },
        choices: choices.map((choice, at) => ({ id: choice.id, path: [...own, 'choices', at, 'id'] })),
      };
    });
    return [within.map(({ question }) => question), within.flatMap(({ choices }) => choices)];
  });
}

function twiceIn(list: readonly Named[]): Named[] {
  const seen = new Set<string>();
  return list.filter(({ id }) => seen.size === seen.add(id).size);
}

async function idProblems(conn: Conn, document: CourseDocument): Promise<DocumentProblem[]> {
  const all = outlineIds(document);
  const ids = [...new Set(all.map(({ id }) => id))];
  const { id: courseId } = document;
  const taken = new Set(
    ids.length === 0
      ? []
      : [
          ...(await selectSectionsElsewhere(conn, courseId, ids)),
          ...(await selectLessonsElsewhere(conn, courseId, ids)),
        ],
  );
  return [
    ...[all, ...quizIds(document)]
      .flatMap(twiceIn)
      .map(({ path }) => problem(path, 'id_twice', { file: '' })),
    ...all.filter(({ id }) => taken.has(id)).map(({ path }) => problem(path, 'id_taken')),
  ];
}

function slugProblems(document: CourseDocument, present: PresentCourse | null): DocumentProblem[] {
  const all = lessonsOf(document);
  const ids = new Set(all.map(({ lesson }) => lesson.id));
  const rest =
    present === null ? [] : lessonsOf(present.document).filter(({ lesson }) => !ids.has(lesson.id));
  const left = new Map(rest.map(({ lesson }) => [lesson.slug, lesson.title]));
  const seen = new Set<string>();
  return all.flatMap(({ path, lesson: { slug } }) => {
    const other = left.get(slug);
    if (other !== undefined)
      return [problem([...path, 'slug'], 'lesson_slug_taken', { slug, lesson: other })];
    const isTwice = seen.size === seen.add(slug).size;
    return isTwice ? [problem([...path, 'slug'], 'slug_twice', { slug, file: '' })] : [];
  });
}

/** Where a lesson names files, and which. */
function namedFiles({
  path,
  lesson,
}: Placed): { readonly hash: string; readonly path: (string | number)[] }[] {
  if (lesson.kind === 'download') {
    return lesson.settings.files.map(({ media }, index) => ({
      hash: media,
      path: [...path, 'settings', 'files', index, 'media'],
    }));
  }
  if (!('media' in lesson) || lesson.media === null) return [];
  return [{ hash: lesson.media, path: [...path, 'media'] }];
}

function mediaProblems(
  document: CourseDocument,
  files: KnownFiles,
  present: PresentCourse | null,
): DocumentProblem[] {
  return lessonsOf(document).flatMap((placed) => {
    const { lesson } = placed;
    const kind = fileKindOf(lesson.kind);
    return namedFiles(placed).flatMap(({ hash, path }) => {
      // What a lesson has already stays, whatever has become of it.
      if (present?.filesOf.get(lesson.id)?.has(hash) === true) return [];
      const file = files.get(hash);
      const isFit = file !== undefined && (kind === null || file.kind === kind);
      return isFit ? [] : [problem(path, 'media_unknown')];
    });
  });
}

function kindProblems(document: CourseDocument, present: PresentCourse | null): DocumentProblem[] {
  const old = present === null ? [] : lessonsOf(present.document);
  const before = new Map(old.map(({ lesson }) => [lesson.id, lesson.kind]));
  return lessonsOf(document).flatMap(({ path, lesson }) => {
    const kind = before.get(lesson.id);
    if (kind === undefined || kind === lesson.kind) return [];
    return [problem([...path, 'kind'], 'kind_changed', { kind })];
  });
}

/** Returns everything that would keep a document from being written over what is there; `prune` takes the rest out first. */
export async function findProblems(
  ctx: UserContext,
  conn: Conn,
  { document, present, prune }: { document: CourseDocument; present: PresentCourse | null; prune: boolean },
): Promise<DocumentProblem[]> {
  const own = present === null ? null : document.id;
  const details = await detailProblems(conn, own, document.details);
  const files = await findKnownFiles(conn, ctx.actor.userId, document, present);
  return [
    ...details.map((field) =>
      field === 'slug'
        ? problem(['details', 'slug'], 'course_slug_taken', { slug: document.details.slug })
        : problem(['details', 'category'], 'category_unknown', { category: document.details.category }),
    ),
    ...(await idProblems(conn, document)),
    ...slugProblems(document, prune ? null : present),
    ...mediaProblems(document, files, present),
    ...kindProblems(document, present),
  ];
}
