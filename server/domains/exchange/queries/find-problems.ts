import { selectAnswered, selectQuestionsElsewhere } from '@/server/domains/assessments';
import { selectLessonsElsewhere } from '@/server/domains/content';
import { detailProblems, selectSectionsElsewhere } from '@/server/domains/courses';
import type {
  CourseDocument,
  LessonDocument,
  QuestionDocument,
} from '@/server/domains/exchange/contract/document';
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

/** Every id of a document with where it stands. */
function* idsOf(document: CourseDocument): Generator<{ id: string; path: (string | number)[] }> {
  for (const [at, section] of document.sections.entries()) {
    yield { id: section.id, path: ['sections', at, 'id'] };
  }
  for (const { lesson, path } of lessonsOf(document)) {
    yield { id: lesson.id, path: [...path, 'id'] };
    if (lesson.kind !== 'quiz') continue;
    for (const [index, { id, choices }] of lesson.questions.entries()) {
      yield { id, path: [...path, 'questions', index, 'id'] };
      for (const [at, choice] of choices.entries()) {
        yield { id: choice.id, path: [...path, 'questions', index, 'choices', at, 'id'] };
      }
    }
  }
}

async function idProblems(conn: Conn, document: CourseDocument): Promise<DocumentProblem[]> {
  const all = [...idsOf(document)];
  const seen = new Set<string>();
  const twice = all.filter(({ id }) => seen.size === seen.add(id).size);
  const ids = [...seen];
  const { id: courseId } = document;
  const taken = new Set(
    ids.length === 0
      ? []
      : [
          ...(await selectSectionsElsewhere(conn, courseId, ids)),
          ...(await selectLessonsElsewhere(conn, courseId, ids)),
          ...(await selectQuestionsElsewhere(conn, courseId, ids)),
        ],
  );
  return [
    ...twice.map(({ path }) => problem(path, 'id_twice', { file: '' })),
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

function mediaProblems(document: CourseDocument, files: KnownFiles): DocumentProblem[] {
  return lessonsOf(document).flatMap(({ path, lesson }) => {
    if (lesson.kind !== 'video' || lesson.media === null) return [];
    return files.get(lesson.media)?.kind === 'video' ? [] : [problem([...path, 'media'], 'media_unknown')];
  });
}

/** Questions that are gone, or asked otherwise: their kind is another one, or a choice of theirs is gone. */
function lostQuestions(from: readonly QuestionDocument[], to: readonly QuestionDocument[]): string[] {
  const after = new Map(to.map((question) => [question.id, question]));
  return from
    .filter(({ id, kind, choices }) => {
      const now = after.get(id);
      const left = new Set(now?.choices.map((choice) => choice.id));
      return now === undefined || now.kind !== kind || choices.some((choice) => !left.has(choice.id));
    })
    .map(({ id }) => id);
}

async function answeredProblems(
  conn: Conn,
  path: Placed['path'],
  from: readonly QuestionDocument[],
  to: readonly QuestionDocument[],
): Promise<DocumentProblem[]> {
  const lost = lostQuestions(from, to);
  const answered = lost.length === 0 ? [] : await selectAnswered(conn, lost);
  return answered.map((id) => {
    const index = to.findIndex((question) => question.id === id);
    const prompt = from.find((question) => question.id === id)?.prompt.slice(0, 80) ?? '';
    const where = index === -1 ? ['questions'] : ['questions', index];
    return problem([...path, ...where], 'question_answered', { prompt });
  });
}

async function lessonProblems(
  conn: Conn,
  document: CourseDocument,
  present: PresentCourse | null,
): Promise<DocumentProblem[]> {
  const old = present === null ? [] : lessonsOf(present.document);
  const before = new Map(old.map(({ lesson }) => [lesson.id, lesson]));
  const problems: DocumentProblem[] = [];
  for (const { path, lesson } of lessonsOf(document)) {
    const was = before.get(lesson.id);
    if (was === undefined) continue;
    if (was.kind !== lesson.kind) {
      problems.push(problem([...path, 'kind'], 'kind_changed', { kind: was.kind }));
    } else if (was.kind === 'quiz' && lesson.kind === 'quiz') {
      problems.push(...(await answeredProblems(conn, path, was.questions, lesson.questions)));
    }
  }
  return problems;
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
    ...mediaProblems(document, files),
    ...(await lessonProblems(conn, document, present)),
  ];
}
