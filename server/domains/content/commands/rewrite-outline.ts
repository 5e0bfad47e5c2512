import { contentErrors } from '@/server/domains/content/errors';
import { archiveLessons, type OutlineLesson, selectAllLessons } from '@/server/domains/content/repo/outline';
import {
  freeSlugs,
  insertLessons,
  type LessonRow,
  type LessonToWrite,
  selectEdited,
  updateLessons,
  updateVersions,
} from '@/server/domains/content/repo/rewrite';
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
  return {
    ...{ id, slug, title, kind, isPreview, sectionId, versionId },
    minutes: lesson.minutes ?? readingMinutes(bodyMd),
    position: position ?? null,
    text: { bodyMd, assetId },
    isShown: lesson.isShown && (old?.publishedVersionId ?? null) === null,
  };
}

async function writeLessons(tx: Tx, { courseId, at }: Rewriting, steps: readonly Step[]): Promise<void> {
  const known = steps.filter(({ old }) => old !== undefined);
  const fresh = steps.filter(({ old }) => old === undefined);
  const edited = await selectEdited(
    tx,
    known.map(({ lesson }) => lesson.id),
  );
  const rows = known.map((step) => {
    const text = edited.get(step.lesson.id);
    if (text === undefined) throw new AppError(contentErrors.changed_since);
    return { row: toWrite(step, text.id), present: text };
  });
  const texts = rows
    .filter(
      ({ row: { text }, present }) => text.bodyMd !== present.bodyMd || text.assetId !== present.assetId,
    )
    .map(({ row: { text }, present: { id, revision } }) => ({ id, revision, text }));
  if (!(await updateVersions(tx, texts))) throw new AppError(contentErrors.changed_since);
  await updateLessons(
    tx,
    courseId,
    rows.map(({ row }) => row),
    at,
  );
  await insertLessons(
    tx,
    courseId,
    fresh.map((step) => toWrite(step, newId())),
    at,
  );
}

/**
 * Makes the outline of a course what is wanted, within a transaction that holds the course: adds, moves, renames, writes texts,
 * brings back what was taken out, and takes out what is not wanted, if that is asked for. Nothing else moves, and nothing
 * is deleted.
 *
 * @throws AppError `content/changed_since` when somebody saves a text at the same moment.
 */
export async function rewriteOutline(
  tx: Tx,
  rewriting: Rewriting,
  wanted: readonly WantedSection[],
  /** The lessons that are written; the others are what they should be already. */
  changed: ReadonlySet<string>,
): Promise<void> {
  const { courseId, at, prune } = rewriting;
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
  if (!prune) return;
  const kept = new Set([...wanted, ...lessons].map(({ id }) => id));
  const sectionIds = (await listAllSections(tx, courseId))
    .filter(({ id, archivedAt }) => archivedAt === null && !kept.has(id))
    .map(({ id }) => id);
  const ids = present
    .filter(({ id, archivedAt }) => archivedAt === null && !kept.has(id))
    .map(({ id }) => id);
  await setSectionsArchived(tx, courseId, sectionIds, at);
  await archiveLessons(tx, courseId, { ids, sectionIds: [] }, at);
}
