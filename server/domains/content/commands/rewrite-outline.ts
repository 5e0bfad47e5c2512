import { contentErrors } from '@/server/domains/content/errors';
import { archiveLessons, type OutlineLesson, selectAllLessons } from '@/server/domains/content/repo/outline';
import {
  freeSlugs,
  insertLesson,
  type LessonRow,
  selectEdited,
  updateLesson,
  updateVersion,
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

async function rewriteText(tx: Tx, { bodyMd, assetId, id }: WantedLesson): Promise<string> {
  const edited = await selectEdited(tx, id);
  if (edited === null) throw new AppError(contentErrors.changed_since);
  const isSame = edited.bodyMd === bodyMd && edited.assetId === assetId;
  if (!isSame && !(await updateVersion(tx, edited, { bodyMd, assetId }))) {
    throw new AppError(contentErrors.changed_since);
  }
  return edited.id;
}

async function rewriteLesson(
  tx: Tx,
  { courseId, at }: Rewriting,
  {
    lesson,
    sectionId,
    position,
    old,
  }: {
    lesson: WantedLesson;
    sectionId: string;
    position: string | undefined;
    old: OutlineLesson | undefined;
  },
): Promise<void> {
  const { id, slug, title, kind, isPreview, bodyMd, assetId, isShown } = lesson;
  const minutes = lesson.minutes ?? readingMinutes(bodyMd);
  const row = { id, slug, title, kind, minutes, isPreview, sectionId };
  if (old === undefined) {
    const text = { bodyMd, assetId };
    const place = { ...row, courseId, position: position ?? '' };
    await insertLesson(tx, place, { versionId: newId(), text, isShown, at });
    return;
  }
  const versionId = await rewriteText(tx, lesson);
  const shown = isShown && old.publishedVersionId === null ? { publishedVersionId: versionId } : {};
  const place = position === undefined ? {} : { position };
  await updateLesson(tx, courseId, { ...row, ...place, ...shown });
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
  for (const { id: sectionId, lessons: own } of wanted) {
    const list = present.filter((row) => row.sectionId === sectionId);
    const places = placesFor(
      list,
      own.map(({ id }) => id),
    );
    for (const lesson of own) {
      const position = places.get(lesson.id);
      const old = known.get(lesson.id);
      if (position === undefined && !changed.has(lesson.id) && old?.archivedAt === null) continue;
      await rewriteLesson(tx, rewriting, { lesson, sectionId, position, old });
    }
  }
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
