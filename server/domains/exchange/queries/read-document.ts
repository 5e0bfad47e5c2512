import { createHash } from 'node:crypto';
import { filesOf, listWrittenLessons } from '@/server/domains/content';
import { detailsOf, listSections } from '@/server/domains/courses';
import type { CourseDetails } from '@/server/domains/courses/contract';
import {
  type CourseDocument,
  charactersOf,
  documentLimits,
  type LessonDocument,
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
  /** The ids of the files that each lesson has, by their hashes. */
  readonly filesOf: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
};

type Lesson = Awaited<ReturnType<typeof listWrittenLessons>>[number];
type Quiz = Extract<Lesson['settings'], { readonly kind: 'quiz' }>;

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

function quizOf({
  passPercent,
  questions,
}: Quiz): Pick<Extract<LessonDocument, { kind: 'quiz' }>, 'pass' | 'questions'> {
  return {
    pass: passPercent,
    questions: questions.map(({ id, kind, promptMd, explanationMd, points, choices }) => ({
      ...{ id, kind, prompt: plainText(promptMd), explanation: plainText(explanationMd), points },
      choices: choices.map((one) => ({
        ...{ id: one.id, text: plainText(one.textMd), correct: one.isCorrect },
      })),
    })),
  };
}

function toLesson(
  { id, title, slug, isPreview, edited, settings: own }: Lesson,
  hashes: ReadonlyMap<string, string>,
): LessonDocument {
  const common = { id, title, slug, preview: isPreview, body: plainText(edited?.bodyMd ?? '') };
  const assetId = edited?.assetId ?? null;
  const media = assetId === null ? null : (hashes.get(assetId) ?? null);
  switch (own.kind) {
    case 'article':
      return { ...common, kind: own.kind };
    case 'video':
    case 'audio':
      return { ...common, kind: own.kind, media };
    case 'quiz':
      return { ...common, kind: own.kind, ...quizOf(own) };
    case 'document': {
      const { kind, ...settings } = own;
      return { ...common, kind, media, settings };
    }
    case 'download': {
      const { kind, minutes } = own;
      const files = own.files.map((file) => ({
        media: hashes.get(file.assetId) ?? hashOf({ id: file.assetId, fingerprint: null }),
        label: file.label,
      }));
      return { ...common, kind, settings: { minutes, files } };
    }
    case 'embed': {
      const { kind, ...settings } = own;
      return { ...common, kind, settings };
    }
    case 'live': {
      const { kind, ...settings } = own;
      return { ...common, kind, settings };
    }
    case 'assignment': {
      const { kind, ...settings } = own;
      return { ...common, kind, settings };
    }
  }
}

/** Files of the same bytes are one file in a document, and lessons keep the ones they have. */
function idsByHash(ids: readonly string[], hashes: ReadonlyMap<string, string>) {
  const found = new Map<string, readonly string[]>();
  for (const id of ids) {
    const hash = hashes.get(id) ?? hashOf({ id, fingerprint: null });
    found.set(hash, [...(found.get(hash) ?? []), id]);
  }
  return found;
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

/** Names every file once; one that is gone keeps its id. */
function listMedia(assetIds: readonly string[], files: readonly ShownFile[]): CourseDocument['media'] {
  const known = new Map(files.map((file) => [file.id, file]));
  const named = assetIds.map((id) => {
    const { hash, name } = known.get(id) ?? { hash: hashOf({ id, fingerprint: null }), name: '' };
    return [hash, { hash, name: name === '' ? id : name }] as const;
  });
  return [...new Map(named).values()].toSorted((a, b) => (a.hash < b.hash ? -1 : 1));
}

/**
 * Returns a course as a document. The caller has checked that the reader may see all of it.
 *
 * @throws AppError `exchange/too_large`.
 */
export async function readDocument(conn: Conn, courseId: string): Promise<PresentCourse> {
  const [details, sections, lessons] = [
    await detailsOf(conn, courseId),
    await listSections(conn, [courseId]),
    await listWrittenLessons(conn, courseId),
  ];
  const idsOf = new Map(
    lessons.map(({ id, settings, edited }) => [id, filesOf(settings, edited?.assetId ?? null)]),
  );
  const assetIds = [...new Set([...idsOf.values()].flat())];
  const files = (await selectSources(conn, assetIds)).map((file) => ({ ...file, hash: hashOf(file) }));
  const hashes = new Map(files.map(({ id, hash }) => [id, hash]));
  const document: CourseDocument = {
    id: courseId,
    details: plainDetails(details.details),
    sections: sections.map(({ id, title }) => ({
      id,
      title,
      lessons: lessons.filter(({ sectionId }) => sectionId === id).map((lesson) => toLesson(lesson, hashes)),
    })),
    media: listMedia(assetIds, files),
  };
  if (charactersOf(document) > documentLimits.characters) {
    throw new AppError(exchangeErrors.too_large, { details: { limit: documentLimits.characters } });
  }
  const own = [...idsOf].map(([id, ids]) => [id, idsByHash(ids, hashes)] as const);
  return { document, version: versionOf(document), details, files, filesOf: new Map(own) };
}
