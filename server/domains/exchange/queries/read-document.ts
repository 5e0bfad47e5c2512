import { createHash } from 'node:crypto';
import { selectQuizzesOfLessons } from '@/server/domains/assessments';
import { listWrittenLessons } from '@/server/domains/content';
import { detailsOf, listSections } from '@/server/domains/courses';
import type { CourseDetails } from '@/server/domains/courses/contract';
import {
  type CourseDocument,
  charactersOf,
  documentLimits,
  type LessonDocument,
  writtenKinds,
} from '@/server/domains/exchange/contract/document';
import { plainText } from '@/server/domains/exchange/contract/text-parts';
import { exchangeErrors } from '@/server/domains/exchange/errors';
import { selectSources } from '@/server/domains/media';
import type { Conn } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/** A file that lessons of a course show. */
export type ShownFile = Awaited<ReturnType<typeof selectSources>>[number] & { readonly hash: string };

/** A course as a document, with what its rows know besides. */
export type PresentCourse = {
  readonly document: CourseDocument;
  readonly version: string;
  readonly details: CourseDetails;
  readonly files: readonly ShownFile[];
};

type Lesson = Awaited<ReturnType<typeof listWrittenLessons>>[number];
type Quiz = Awaited<ReturnType<typeof selectQuizzesOfLessons>>[number];

/** Returns what a file is known by in documents: its bytes, or its id when nobody has reckoned them. */
export function hashOf({
  id,
  fingerprint,
}: {
  readonly id: string;
  readonly fingerprint: string | null;
}): string {
  return fingerprint ?? `asset:${id}`;
}

function quizOf(
  quiz: Quiz | undefined,
): Pick<Extract<LessonDocument, { kind: 'quiz' }>, 'pass' | 'questions'> {
  const questions = (quiz?.questions ?? []).map(({ id, kind, promptMd, explanationMd, choices }) => ({
    ...{ id, kind, prompt: plainText(promptMd), explanation: plainText(explanationMd) },
    choices: choices.map((one) => ({ id: one.id, text: plainText(one.textMd), correct: one.isCorrect })),
  }));
  return { pass: quiz?.passPercent ?? 0, questions };
}

function toLesson(
  { id, title, slug, kind, minutes, isReadingTime, isPreview, edited }: Lesson,
  hashes: ReadonlyMap<string, string>,
  quiz: Quiz | undefined,
): LessonDocument {
  const body = plainText(edited?.bodyMd ?? '');
  const common = { id, title, slug, minutes: isReadingTime ? null : minutes, preview: isPreview, body };
  const written = writtenKinds.find((one) => one === kind);
  if (written === undefined)
    throw new AppError(exchangeErrors.kind_unwritten, { details: { lesson: title } });
  if (written === 'article') return { ...common, kind: 'article' };
  if (written === 'quiz') return { ...common, kind: 'quiz', ...quizOf(quiz) };
  const assetId = edited?.assetId ?? null;
  return { ...common, kind: 'video', media: assetId === null ? null : (hashes.get(assetId) ?? null) };
}

/** Returns what tells a state of a course from every other: what files are called is no part of it. */
function versionOf({ id, details, sections }: CourseDocument): string {
  return createHash('sha256')
    .update(JSON.stringify([id, details, sections]))
    .digest('hex');
}

function plainDetails(details: CourseDetails['details']): CourseDetails['details'] {
  const { descriptionMd, audience, ...rest } = details;
  return { ...rest, descriptionMd: plainText(descriptionMd), audience: plainText(audience) };
}

/**
 * Returns a course as a document. The caller has checked that the reader may see all of it.
 *
 * @throws AppError `exchange/too_large`, `exchange/kind_unwritten`.
 */
export async function readDocument(conn: Conn, courseId: string): Promise<PresentCourse> {
  const [details, sections, lessons] = [
    await detailsOf(conn, courseId),
    await listSections(conn, [courseId]),
    await listWrittenLessons(conn, courseId),
  ];
  const quizLessons = lessons.filter(({ kind }) => kind === 'quiz').map(({ id }) => id);
  const quizzes = await selectQuizzesOfLessons(conn, quizLessons);
  const quizOfLesson = new Map(quizzes.map((quiz) => [quiz.lessonId, quiz]));
  const assetIds = [...new Set(lessons.flatMap(({ edited }) => edited?.assetId ?? []))];
  const files = (await selectSources(conn, assetIds)).map((file) => ({ ...file, hash: hashOf(file) }));
  const hashes = new Map(files.map(({ id, hash }) => [id, hash]));
  const document: CourseDocument = {
    id: courseId,
    details: plainDetails(details.details),
    sections: sections.map(({ id, title }) => ({
      id,
      title,
      lessons: lessons
        .filter(({ sectionId }) => sectionId === id)
        .map((lesson) => toLesson(lesson, hashes, quizOfLesson.get(lesson.id))),
    })),
    media: files
      .map(({ hash, name, id }) => ({ hash, name: name === '' ? id : name }))
      .toSorted((a, b) => (a.hash < b.hash ? -1 : 1)),
  };
  if (charactersOf(document) > documentLimits.characters) {
    throw new AppError(exchangeErrors.too_large, { details: { limit: documentLimits.characters } });
  }
  return { document, version: versionOf(document), details, files };
}
