import type { z } from 'zod';
import { freezeCourse } from '@/server/domains/content/commands/freeze-course';
import type { VersionRestored, versionPick } from '@/server/domains/content/contract/versions';
import { contentErrors } from '@/server/domains/content/errors';
import { contentEvents } from '@/server/domains/content/events';
import { readPublished, readVersion, readWorkingCopy } from '@/server/domains/content/queries/snapshots';
import { archiveLessons, selectAllLessons } from '@/server/domains/content/repo/outline';
import { restoreLessons } from '@/server/domains/content/repo/versions';
import type { Snapshot } from '@/server/domains/content/rules/snapshot';
import { countChanges, diffSnapshots } from '@/server/domains/content/rules/snapshot-diff';
import {
  listAllSections,
  lockCourse,
  requireCourse,
  restoreDetails,
  restoreSections,
} from '@/server/domains/courses';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';
import { keysBetween } from '@/server/platform/order';

type Place = { readonly courseId: string; readonly versionId: string; readonly at: Date };

/** Gives things of a list new places behind all that were ever in it, so that none is taken. */
function behind(list: readonly { readonly position: string }[], ids: readonly string[]) {
  const last = list.reduce<string | null>(
    (max, { position }) => (max === null || position > max ? position : max),
    null,
  );
  const keys = keysBetween(last, null, ids.length);
  return ids.map((id, index) => ({ id, position: keys[index] ?? '' }));
}

/** Keeps the working copy as it is, unless it is the version that everybody sees. Returns the id of what is kept. */
async function keep(tx: Tx, ctx: UserContext, courseId: string, working: Snapshot): Promise<string | null> {
  const published = await readPublished(tx, courseId);
  if (published !== null && countChanges(diffSnapshots(published, working)) === 0) return null;
  const id = newId();
  const by = { createdAt: ctx.clock.now(), createdById: ctx.actor.userId };
  await freezeCourse(tx, { id, courseId, kind: 'kept', number: null, note: '', ...by });
  return id;
}

async function write(tx: Tx, place: Place, wanted: Snapshot): Promise<void> {
  const { courseId, versionId, at } = place;
  const [sections, lessons] = [await listAllSections(tx, courseId), await selectAllLessons(tx, courseId)];
  const sectionIds = wanted.sections.map(({ id }) => id);
  const lessonIds = new Set(wanted.sections.flatMap((section) => section.lessons.map(({ id }) => id)));
  const places = wanted.sections.flatMap(({ id, lessons: own }) =>
    behind(
      lessons.filter(({ sectionId }) => sectionId === id),
      own.map((lesson) => lesson.id),
    ),
  );
  const gone = lessons.filter(
    ({ id, publishedVersionId }) => !lessonIds.has(id) && publishedVersionId !== null,
  );
  const goneSections = sections.filter(({ id }) => !sectionIds.includes(id));
  await restoreDetails(tx, versionId, at);
  await restoreSections(tx, place, behind(sections, sectionIds));
  await restoreLessons(tx, versionId, places);
  // A lesson without words is in no version: it stays, as long as its section does.
  const which = { ids: gone.map(({ id }) => id), sectionIds: goneSections.map(({ id }) => id) };
  await archiveLessons(tx, courseId, which, at);
}

/**
 * Puts a version of a course into the working copy; everybody sees it when it is published. The working copy is kept before
 * as a version of its own, so that nothing is lost and restoring can be undone by restoring. Restoring what everybody sees discards
 * what was not published.
 *
 * @throws AppError `courses/not_found`; `content/version_not_found`.
 */
export async function restoreVersion(
  ctx: UserContext,
  { courseSlug, versionId }: z.output<typeof versionPick>,
): Promise<VersionRestored> {
  const { id: courseId } = await requireCourse(ctx, courseSlug, 'content.edit');
  return await transact(ctx.db, async (tx) => {
    const { isPublic } = await lockCourse(tx, courseId);
    const wanted = await readVersion(tx, courseId, versionId);
    if (wanted === null) throw new AppError(contentErrors.version_not_found);
    const { snapshot: working } = await readWorkingCopy(tx, courseId);
    const count = countChanges(diffSnapshots(working, wanted));
    if (count === 0) return { keptId: null, count };
    const keptId = await keep(tx, ctx, courseId, working);
    await write(tx, { courseId, versionId, at: ctx.clock.now() }, wanted);
    await emit(tx, contentEvents.outlineChanged, { courseId, isPublic });
    await recordAudit(tx, ctx, {
      action: 'course.version_restored',
      subject: { type: 'course', id: courseId },
      after: { version: versionId, changes: count },
    });
    return { keptId, count };
  });
}
