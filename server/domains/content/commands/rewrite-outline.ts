import { watchRules } from '@/server/domains/content/commands/save-release';
import { contentErrors } from '@/server/domains/content/errors';
import { archiveLessons, type OutlineLesson, selectAllLessons } from '@/server/domains/content/repo/outline';
import {
  freeSlugs,
  insertLessons,
  type LessonRow,
  type LessonToWrite,
  selectEdited,
  selectFrozen,
  type TextToWrite,
  updateLessons,
  updateVersions,
} from '@/server/domains/content/repo/rewrite';
import { openDraft } from '@/server/domains/content/repo/text';
import { placesFor } from '@/server/domains/content/rules/places';
import { readingMinutes } from '@/server/domains/content/rules/reading-time';
import {
  insertSection,
  listAllSections,
  type SectionRow,
  setSectionsArchived,
  updateSection,
} from '@/server/domains/courses';
import type { Tx } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { newId } from '@/server/platform/ids';

/** A lesson as it is wanted. */
export type WantedLesson = Omit<LessonRow, 'sectionId' | 'minutes'> & {
  /** Null for the time of reading it. */
  readonly minutes: number | null;
  readonly bodyMd: string;
  readonly assetId: string | null;
  /** Whether there is something in it for learners to see. */
  readonly isShown: boolean;
};

/** A section as it is wanted, with its lessons in order. */
export type WantedSection = {
  readonly id: string;
  readonly title: string;
  readonly lessons: readonly WantedLesson[];
};

/** Which course, when, and whether what is not wanted is taken out. */
export type Rewriting = { readonly courseId: string; readonly at: Date; readonly prune: boolean };

async function rewriteSections(
  tx: Tx,
  { courseId }: Rewriting,
  wanted: readonly WantedSection[],
): Promise<void> {
  const present = await listAllSections(tx, courseId);
  const known = new Map<string, SectionRow>(present.map((row) => [row.id, row]));
  const places = placesFor(
    present,
    wanted.map(({ id }) => id),
  );
  const back = wanted.filter(({ id }) => known.get(id)?.archivedAt != null).map(({ id }) => id);
  if (back.length > 0) await setSectionsArchived(tx, courseId, back, null);
  for (const { id, title } of wanted) {
    const old = known.get(id);
    const position = places.get(id);
    if (old === undefined) await insertSection(tx, { id, courseId, title, position: position ?? '' });
    else if (old.title !== title || position !== undefined) {
      await updateSection(tx, { courseId, id }, { title, ...(position === undefined ? {} : { position }) });
    }
  }
}

/** Lessons whose address another one is to have, or that get another one themselves: they give it up first. */
async function giveUpSlugs(
  tx: Tx,
  { courseId }: Rewriting,
  present: readonly OutlineLesson[],
  wanted: readonly WantedLesson[],
): Promise<void> {
  const wantedBy = new Map(wanted.map(({ id, slug }) => [slug, id]));
  const wantedOf = new Map(wanted.map(({ id, slug }) => [id, slug]));
  const given = present.filter(({ id, slug }) => {
    const isOthers = wantedBy.has(slug) && wantedBy.get(slug) !== id;
    return isOthers || (wantedOf.has(id) && wantedOf.get(id) !== slug);
  });
  if (given.length > 0)
    await freeSlugs(
      tx,
      courseId,
      given.map(({ id }) => id),
    );
}

/** A lesson that has to be written, with what is there. */
type Step = {
  readonly lesson: WantedLesson;
  readonly sectionId: string;
  readonly position: string | undefined;
  readonly old: OutlineLesson | undefined;
};

function toWrite({ lesson, sectionId, position, old }: Step, versionId: string): LessonToWrite {
  const { id, slug, title, kind, isPreview, bodyMd, assetId } = lesson;
  const shown = old?.publishedVersionId ?? null;
  return {
    ...{ id, slug, title, kind, isPreview, sectionId, versionId },
    minutes: lesson.minutes ?? readingMinutes(bodyMd),
    position: position ?? null,
    text: { bodyMd, assetId },
    isShown: shown === null ? lesson.isShown : shown !== versionId,
  };
}

type Edited = TextToWrite['text'] & { readonly id: string; readonly revision: number };

/** Writes the texts that differ, beside those that versions of the course name; returns which text is each lesson's then. */
async function writeTexts(
  tx: Tx,
  { at }: Rewriting,
  steps: readonly Step[],
): Promise<ReadonlyMap<string, string>> {
  const edited: ReadonlyMap<string, Edited> = await selectEdited(
    tx,
    steps.map(({ lesson }) => lesson.id),
  );
  const frozen = await selectFrozen(
    tx,
    [...edited.values()].map(({ id }) => id),
  );
  const textOf = new Map<string, string>();
  const texts: TextToWrite[] = [];
  for (const { lesson } of steps) {
    const present = edited.get(lesson.id);
    if (present === undefined) throw new AppError(contentErrors.changed_since);
    const { bodyMd, assetId } = lesson;
    const isSame = present.bodyMd === bodyMd && present.assetId === assetId;
    const isOpen = isSame || !frozen.has(present.id);
    const draft = isOpen ? present : await openDraft(tx, lesson.id, present.id, at);
    textOf.set(lesson.id, draft.id);
    if (!isSame) texts.push({ id: draft.id, revision: draft.revision, text: { bodyMd, assetId } });
  }
  if (!(await updateVersions(tx, texts))) throw new AppError(contentErrors.changed_since);
  return textOf;
}

async function writeLessons(tx: Tx, rewriting: Rewriting, steps: readonly Step[]): Promise<void> {
  const { courseId, at } = rewriting;
  const known = steps.filter(({ old }) => old !== undefined);
  const fresh = steps.filter(({ old }) => old === undefined);
  const textOf = await writeTexts(tx, rewriting, known);
  const rows = known.map((step) => toWrite(step, textOf.get(step.lesson.id) ?? ''));
  await updateLessons(tx, courseId, rows, at);
  const added = fresh.map((step) => toWrite(step, newId()));
  await insertLessons(tx, courseId, added, at);
}

/**
 * Makes the outline of a course what is wanted, within a transaction that holds the course: adds, moves, renames, writes texts,
 * brings back what was taken out, and takes out what is not wanted, if that is asked for. Nothing else moves, and nothing
 * is deleted.
 *
 * @throws AppError `content/changed_since` when somebody saves a text at the same moment; `content/still_needed` or
 *   `content/rules_broken` when a release rule of the course could not be met any more.
 */
export async function rewriteOutline(
  tx: Tx,
  rewriting: Rewriting,
  wanted: readonly WantedSection[],
  /** The lessons that are written; the others are what they should be already. */
  changed: ReadonlySet<string>,
): Promise<void> {
  const { courseId, prune } = rewriting;
  const requireRulesStand = await watchRules(tx, courseId);
  await rewriteSections(tx, rewriting, wanted);
  const present = await selectAllLessons(tx, courseId);
  const lessons = wanted.flatMap((section) => section.lessons);
  await giveUpSlugs(tx, rewriting, present, lessons);
  const known = new Map(present.map((row) => [row.id, row]));
  const steps = wanted.flatMap(({ id: sectionId, lessons: own }) => {
    const list = present.filter((row) => row.sectionId === sectionId);
    const places = placesFor(
      list,
      own.map(({ id }) => id),
    );
    return own.map((lesson): Step => {
      const { id } = lesson;
      return { lesson, sectionId, position: places.get(id), old: known.get(id) };
    });
  });
  const isStale = ({ lesson, position, old }: Step) =>
    position !== undefined || changed.has(lesson.id) || old?.archivedAt !== null;
  await writeLessons(tx, rewriting, steps.filter(isStale));
  if (prune) await takeOut(tx, rewriting, wanted, present);
  await requireRulesStand();
}

/** Takes out what is not wanted. */
async function takeOut(
  tx: Tx,
  { courseId, at }: Rewriting,
  wanted: readonly WantedSection[],
  present: readonly OutlineLesson[],
): Promise<void> {
  const kept = new Set([...wanted, ...wanted.flatMap(({ lessons }) => lessons)].map(({ id }) => id));
  const isGone = (one: { readonly id: string; readonly archivedAt: Date | null }) =>
    one.archivedAt === null && !kept.has(one.id);
  const sections = (await listAllSections(tx, courseId)).filter(isGone);
  const lessons = present.filter(isGone);
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  await setSectionsArchived(tx, courseId, ids(sections), at);
  await archiveLessons(tx, courseId, { ids: ids(lessons), sectionIds: [] }, at);
}
