import type { z } from 'zod';
import { contentEvents, filesOf, rewriteOutline, type WantedSection } from '@/server/domains/content';
import { beginCourse, detailsOf, findCourseFor, lockCourse, writeDetails } from '@/server/domains/courses';
import type { checked, checkInput, pushed, pushInput } from '@/server/domains/exchange/contract';
import { type Change, changesBetween } from '@/server/domains/exchange/contract/diff';
import {
  type CourseDocument,
  charactersOf,
  documentLimits,
  type LessonDocument,
  mediaOf,
} from '@/server/domains/exchange/contract/document';
import type { DocumentProblem } from '@/server/domains/exchange/contract/problems';
import { exchangeErrors } from '@/server/domains/exchange/errors';
import {
  findKnownFiles,
  findProblems,
  type KnownFiles,
} from '@/server/domains/exchange/queries/find-problems';
import { type PresentCourse, readDocument } from '@/server/domains/exchange/queries/read-document';
import { holdFiles } from '@/server/domains/media';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { isTaken, type Tx, transact } from '@/server/platform/db';
import { AppError, platformErrors } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { roleMay } from '@/server/platform/permissions';

type Push = z.output<typeof pushInput>;

/** Leaves a transaction without a trace when the document cannot be written. */
class Refused extends Error {
  constructor(readonly problems: readonly DocumentProblem[]) {
    super('refused');
  }
}

/** Looks who asks: at a course of theirs, or for a new one, which takes the right to begin courses. */
async function requirePlace(ctx: UserContext, courseId: string): Promise<{ isNew: boolean }> {
  const course = await findCourseFor(ctx, courseId, 'content.edit');
  if (course === null && !roleMay(ctx.actor.role, 'teach')) throw new AppError(platformErrors.forbidden);
  return { isNew: course === null };
}

function requireSize(document: CourseDocument): void {
  if (charactersOf(document) <= documentLimits.characters) return;
  throw new AppError(exchangeErrors.too_large, { details: { limit: documentLimits.characters } });
}

type Settings = WantedSection['lessons'][number]['settings'];

/** What is saved of a lesson besides its words and its file. */
function settingsOf(lesson: LessonDocument, fileIds: readonly string[]): Settings {
  switch (lesson.kind) {
    case 'article':
    case 'video':
    case 'audio':
      return { kind: lesson.kind };
    case 'document':
      return { kind: lesson.kind, ...lesson.settings };
    case 'embed':
      return { kind: lesson.kind, ...lesson.settings };
    case 'live':
      return { kind: lesson.kind, ...lesson.settings };
    case 'assignment':
      return { kind: lesson.kind, ...lesson.settings };
    case 'download': {
      const { minutes, files } = lesson.settings;
      const named = files.map(({ label }, index) => ({ assetId: fileIds[index] ?? '', label }));
      // Two names of the same bytes are one file.
      const isFirst = ({ assetId }: { assetId: string }, index: number) => fileIds.indexOf(assetId) === index;
      return { kind: lesson.kind, minutes, files: named.filter(isFirst) };
    }
    case 'quiz':
      return {
        kind: lesson.kind,
        passPercent: lesson.pass,
        questions: lesson.questions.map(({ id, kind, prompt, explanation, points, choices }) => ({
          ...{ id, kind, promptMd: prompt, explanationMd: explanation, points },
          choices: choices.map((one) => ({ id: one.id, textMd: one.text, isCorrect: one.correct })),
        })),
      };
  }
}

/** Returns the files that a lesson names: those of these bytes that it has already, else those that are known. */
function fileIdsOf(lesson: LessonDocument, files: KnownFiles, present: PresentCourse | null): string[] {
  const own = present?.filesOf.get(lesson.id);
  const used = new Map<string, number>();
  return mediaOf(lesson).flatMap((hash) => {
    const had = own?.get(hash) ?? [];
    const nth = used.get(hash) ?? 0;
    used.set(hash, nth + 1);
    return had[nth] ?? had[0] ?? files.get(hash)?.id ?? [];
  });
}

function toWanted(
  { sections }: CourseDocument,
  files: KnownFiles,
  present: PresentCourse | null,
): WantedSection[] {
  return sections.map(({ id, title, lessons }) => ({
    ...{ id, title },
    lessons: lessons.map((lesson) => {
      const fileIds = fileIdsOf(lesson, files, present);
      return {
        ...{ id: lesson.id, slug: lesson.slug, title: lesson.title, kind: lesson.kind },
        ...{ isPreview: lesson.preview, bodyMd: lesson.body },
        assetId: 'media' in lesson ? (fileIds[0] ?? null) : null,
        settings: settingsOf(lesson, fileIds),
      };
    }),
  }));
}

const count = (changes: readonly Change[], what: Change['what']) =>
  new Set(changes.filter((one) => one.what === what).map(({ id }) => id)).size;

async function writeOutline(
  tx: Tx,
  ctx: UserContext,
  { document, prune }: Push,
  present: PresentCourse | null,
  changes: readonly Change[],
): Promise<void> {
  const outline = changes.filter(({ what, act }) => what !== 'course' && (prune || act !== 'removed'));
  if (outline.length === 0) return;
  const { id: courseId } = document;
  const { isPublic } = await lockCourse(tx, courseId);
  const files = await findKnownFiles(tx, ctx.actor.userId, document, present);
  const changed = new Set(outline.filter(({ act }) => act !== 'moved').map(({ id }) => id));
  const wanted = toWanted(document, files, present);
  const lessons = wanted.flatMap((section) => section.lessons);
  const shown = new Set(lessons.flatMap(({ settings, assetId }) => filesOf(settings, assetId)));
  const held = await holdFiles(tx, [...shown]);
  const durations = new Map([...held].map(([id, { durationMs }]) => [id, durationMs]));
  await rewriteOutline(tx, { courseId, at: ctx.clock.now(), prune, durations }, wanted, changed);
  await emit(tx, contentEvents.outlineChanged, { courseId, isPublic });
  await recordAudit(tx, ctx, {
    action: 'curriculum.changed',
    subject: { type: 'course', id: courseId },
    after: { change: 'pushed', sections: count(outline, 'section'), lessons: count(outline, 'lesson') },
  });
}

/** The state a new course begins from: what its details are made over. */
async function begin(tx: Tx, ctx: UserContext, { id, details }: CourseDocument): Promise<void> {
  await beginCourse(tx, ctx, { id, ...details });
  await writeDetails(tx, ctx, await detailsOf(tx, id), details);
}

async function write(tx: Tx, ctx: UserContext, push: Push, isNew: boolean): Promise<PresentCourse> {
  const { document, base, prune } = push;
  if (!isNew) await lockCourse(tx, document.id);
  const present = isNew ? null : await readDocument(tx, document.id);
  const changes = changesBetween(present?.document ?? null, document);
  const wanted = changes.filter(({ act }) => prune || act !== 'removed');
  // Sent once more after its answer was lost, it is what is there, whatever it was made from.
  if (present !== null && wanted.length === 0) return present;
  if ((present?.version ?? null) !== base) throw new AppError(exchangeErrors.changed_since);
  const problems = await findProblems(ctx, tx, { document, present, prune });
  if (problems.length > 0) throw new Refused(problems);
  if (present === null) await begin(tx, ctx, document);
  else await writeDetails(tx, ctx, present.details, document.details);
  await writeOutline(tx, ctx, push, present, changes);
  return await readDocument(tx, document.id);
}

/**
 * Says what is wrong with a document that somebody would like to write; changes nothing.
 *
 * @throws AppError `courses/not_found`, `platform/forbidden`, `exchange/too_large`.
 */
export async function checkCourse(
  ctx: UserContext,
  { document }: z.output<typeof checkInput>,
): Promise<z.infer<typeof checked>> {
  requireSize(document);
  const { isNew } = await requirePlace(ctx, document.id);
  const present = isNew ? null : await readDocument(ctx.db, document.id);
  return { problems: await findProblems(ctx, ctx.db, { document, present, prune: true }) };
}

/**
 * Writes a course as a document has it, all of it or nothing. What is the same already is not touched, and writing it again
 * changes nothing. New ids are taken as they are given.
 *
 * @throws AppError `exchange/changed_since` when the course is not as it was when the writer began, or somebody saves at the
 *   same moment; `courses/not_found`; `platform/forbidden` for a new course of who may not begin any; `exchange/too_large`.
 */
export async function pushCourse(ctx: UserContext, push: Push): Promise<z.infer<typeof pushed>> {
  requireSize(push.document);
  const { isNew } = await requirePlace(ctx, push.document.id);
  try {
    const { document, version } = await transact(ctx.db, async (tx) => await write(tx, ctx, push, isNew));
    return { outcome: 'written', document, version };
  } catch (error) {
    if (error instanceof Refused) return { outcome: 'refused', problems: [...error.problems] };
    const isElse = error instanceof AppError && /^(courses|content)\/changed_since$/.test(error.code);
    if (isElse || isTaken(error)) throw new AppError(exchangeErrors.changed_since, { cause: error });
    throw error;
  }
}
