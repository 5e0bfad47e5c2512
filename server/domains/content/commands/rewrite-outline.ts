import { isDeepStrictEqual } from 'node:util';
import { watchRules } from '@/server/domains/content/commands/save-release';
import type { LessonSettings } from '@/server/domains/content/contract/settings';
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
import { lessonMinutes } from '@/server/domains/content/rules/lesson-minutes';
import { placesFor } from '@/server/domains/content/rules/places';
import { settingsOf, toStored } from '@/server/domains/content/rules/settings';
import { fileKindOf, isTeachable, type LessonContent } from '@/server/domains/content/rules/teachable';
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
  readonly bodyMd: string;
  /** The one file that it shows; of no account for kinds without one. */
  readonly assetId: string | null;
  readonly settings: LessonSettings;
};

/** A section as it is wanted, with its lessons in order. */
export type WantedSection = {
  readonly id: string;
  readonly title: string;
  readonly lessons: readonly WantedLesson[];
};

/** Which course, when, and whether what is not wanted is taken out. */
export type Rewriting = {
  readonly courseId: string;
  readonly at: Date;
  readonly prune: boolean;
  /** How long videos and recordings are that lessons show, in ms. */
  readonly durations: ReadonlyMap<string, number | null>;
};

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

/** A text of a lesson, and what it says now. */
type Said = { readonly versionId: string; readonly content: LessonContent };

/** What outlines say of a lesson by what it says, as `settleLesson` brings it up to that. */
function toWrite(
  { durations }: Rewriting,
  { lesson, sectionId, position, old }: Step,
  { versionId, content }: Said,
): LessonToWrite {
  const { id, slug, title, kind, isPreview } = lesson;
  const shown = old?.publishedVersionId ?? null;
  const durationMs = content.assetId === null ? null : (durations.get(content.assetId) ?? null);
  return {
    ...{ id, slug, title, kind, isPreview, sectionId, versionId },
    minutes: lessonMinutes(content, durationMs),
    position: position ?? null,
    text: content,
    isShown: shown === null ? isTeachable(content) : shown !== versionId,
  };
}

type Edited = {
  readonly id: string;
  readonly revision: number;
  readonly bodyMd: string;
  readonly assetId: string | null;
  readonly settings: unknown;
  readonly kind: WantedLesson['kind'];
};

/** What a lesson is to say; a file that its kind does not show stays where it is. */
function contentOf(lesson: WantedLesson, present: Edited | null, at: Date): LessonContent {
  const { kind, bodyMd, settings } = lesson;
  const assetId = fileKindOf(kind) === null ? (present?.assetId ?? null) : lesson.assetId;
  return { bodyMd, assetId, settings: toStored(settings, settingsOf(kind, present?.settings), at) };
}

/** Writes the texts that differ, beside those that versions of the course name; returns which text is each lesson's then. */
async function writeTexts(
  tx: Tx,
  { at }: Rewriting,
  steps: readonly Step[],
): Promise<ReadonlyMap<string, Said>> {
  const edited: ReadonlyMap<string, Edited> = await selectEdited(
    tx,
    steps.map(({ lesson }) => lesson.id),
  );
  const frozen = await selectFrozen(
    tx,
    [...edited.values()].map(({ id }) => id),
  );
  const textOf = new Map<string, Said>();
  const texts: TextToWrite[] = [];
  for (const { lesson } of steps) {
    const present = edited.get(lesson.id);
    // A lesson stays of its kind, also one that was taken out: its settings say nothing in another.
    if (present?.kind !== lesson.kind) throw new AppError(contentErrors.changed_since);
    const content = contentOf(lesson, present, at);
    const hasNewWords = present.bodyMd !== content.bodyMd;
    const before = settingsOf(lesson.kind, present.settings);
    const hasNewSettings =
      present.assetId !== content.assetId || !isDeepStrictEqual(before, content.settings);
    const isSame = !hasNewWords && !hasNewSettings;
    const isOpen = isSame || !frozen.has(present.id);
    const { id, revision } = isOpen ? present : await openDraft(tx, lesson.id, present.id, at);
    textOf.set(lesson.id, { versionId: id, content });
    if (!isSame) texts.push({ id, revision, text: content, hasNewWords, hasNewSettings });
  }
  if (!(await updateVersions(tx, texts))) throw new AppError(contentErrors.changed_since);
  return textOf;
}

async function writeLessons(tx: Tx, rewriting: Rewriting, steps: readonly Step[]): Promise<void> {
  const { courseId, at } = rewriting;
  const known = steps.filter(({ old }) => old !== undefined);
  const fresh = steps.filter(({ old }) => old === undefined);
  const textOf = await writeTexts(tx, rewriting, known);
  const rows = known.flatMap((step) => {
    const said = textOf.get(step.lesson.id);
    return said === undefined ? [] : [toWrite(rewriting, step, said)];
  });
  await updateLessons(tx, courseId, rows, at);
  const added = fresh.map((step) =>
    toWrite(rewriting, step, { versionId: newId(), content: contentOf(step.lesson, null, at) }),
  );
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
