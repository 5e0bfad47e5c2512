import type { z } from 'zod';
import { rewriteQuiz } from '@/server/domains/assessments';
import { contentEvents, rewriteOutline, type WantedSection } from '@/server/domains/content';
import { beginCourse, detailsOf, findCourseFor, lockCourse, writeDetails } from '@/server/domains/courses';
import type { checked, checkInput, pushed, pushInput } from '@/server/domains/exchange/contract';
import { type Change, changesBetween } from '@/server/domains/exchange/contract/diff';
import {
  type CourseDocument,
  charactersOf,
  documentLimits,
  type LessonDocument,
} from '@/server/domains/exchange/contract/document';
import type { DocumentProblem } from '@/server/domains/exchange/contract/problems';
import { exchangeErrors } from '@/server/domains/exchange/errors';
import {
  findKnownFiles,
  findProblems,
  type KnownFiles,
} from '@/server/domains/exchange/queries/find-problems';
import { type PresentCourse, readDocument } from '@/server/domains/exchange/queries/read-document';
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

function isShown(lesson: LessonDocument): boolean {
  if (lesson.body.trim() !== '') return true;
  if (lesson.kind === 'video') return lesson.media !== null;
  return lesson.kind === 'quiz' && lesson.questions.length > 0;
}

function toWanted({ sections }: CourseDocument, files: KnownFiles): WantedSection[] {
  return sections.map(({ id, title, lessons }) => ({
    ...{ id, title },
    lessons: lessons.map((lesson) => ({
      ...{ id: lesson.id, slug: lesson.slug, title: lesson.title, kind: lesson.kind },
      ...{ minutes: lesson.minutes, isPreview: lesson.preview, bodyMd: lesson.body },
      assetId:
        lesson.kind === 'video' && lesson.media !== null ? (files.get(lesson.media)?.id ?? null) : null,
      isShown: isShown(lesson),
    })),
  }));
}

async function writeQuizzes(tx: Tx, document: CourseDocument, changed: ReadonlySet<string>): Promise<void> {
  for (const lesson of document.sections.flatMap(({ lessons }) => lessons)) {
    if (lesson.kind !== 'quiz' || !changed.has(lesson.id)) continue;
    const questions = lesson.questions.map(({ id, kind, prompt, explanation, choices }) => ({
      ...{ id, kind, promptMd: prompt, explanationMd: explanation },
      choices: choices.map(({ id: own, text, correct }) => ({ id: own, textMd: text, isCorrect: correct })),
    }));
    await rewriteQuiz(tx, {
      courseId: document.id,
      lessonId: lesson.id,
      passPercent: lesson.pass,
      questions,
    });
  }
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
  const rewriting = { courseId, at: ctx.clock.now(), prune };
  await rewriteOutline(tx, rewriting, toWanted(document, files), changed);
  await writeQuizzes(tx, document, changed);
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
