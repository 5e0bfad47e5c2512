import type { z } from 'zod';
import { freezeCourse } from '@/server/domains/content/commands/freeze-course';
import type { Checklist } from '@/server/domains/content/contract';
import type { publishInput } from '@/server/domains/content/contract/versions';
import { contentErrors } from '@/server/domains/content/errors';
import { checklistOf, reviewOf, reviewStampOf } from '@/server/domains/content/queries/get-checklist';
import { readPublished, readWorkingCopy } from '@/server/domains/content/queries/snapshots';
import { countChanges, diffSnapshots } from '@/server/domains/content/rules/snapshot-diff';
import { changeStatus, lockCourse, nextVersionNumber, requireCourse } from '@/server/domains/courses';
import type { byCourseSlug } from '@/server/domains/courses/contract';
import type { UserContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { newId } from '@/server/platform/ids';

type Wish = z.output<typeof publishInput>;

function requireReady(found: Checklist): Checklist {
  if (!found.isReady) throw new AppError(contentErrors.not_ready);
  return found;
}

/** Makes the next version of a course that is held, unless everybody sees this working copy already. Returns its number. */
async function nextVersion(
  tx: Tx,
  ctx: UserContext,
  courseId: string,
  { stamp, note }: Wish,
): Promise<number | null> {
  const [published, working] = [await readPublished(tx, courseId), await readWorkingCopy(tx, courseId)];
  if (published !== null && countChanges(diffSnapshots(published, working.snapshot)) === 0) return null;
  if (stamp !== undefined && stamp !== working.stamp) throw new AppError(contentErrors.moved_on);
  const number = await nextVersionNumber(tx, courseId);
  const by = { createdAt: ctx.clock.now(), createdById: ctx.actor.userId };
  await freezeCourse(tx, { id: newId(), courseId, kind: 'published', number, note, ...by });
  return number;
}

/**
 * Shows the working copy of a course to everybody, as its next version. Nobody changes it between the look at it and that.
 * Every text is looked through before the course is held, so that others wait for a glance only; what changed meanwhile is
 * looked through again. Publishing what everybody sees already makes no version: a second click, and a second author who
 * wants the same, find it done.
 *
 * @throws AppError `courses/not_found`; `content/not_ready` while something required is missing; `content/moved_on` when the
 *   working copy is another than the one that the stamp names.
 */
export async function publishCourse(ctx: UserContext, input: Wish): Promise<Checklist> {
  const { id } = await requireCourse(ctx, input.courseSlug, 'course.publish');
  const early = await reviewOf(ctx.db, id);
  requireReady(early.checklist);
  return await transact(ctx.db, async (tx) => {
    await lockCourse(tx, id);
    const isSame = (await reviewStampOf(tx, id)) === early.stamp;
    const found = isSame ? early.checklist : requireReady(await checklistOf(tx, id));
    await changeStatus(tx, ctx, id, 'published', await nextVersion(tx, ctx, id, input));
    return { ...found, status: 'published' };
  });
}

/**
 * Takes a course off the public pages: nobody new finds it, and whoever works on it keeps it. It can be published again.
 *
 * @throws AppError `courses/not_found`.
 */
export async function archiveCourse(
  ctx: UserContext,
  input: z.output<typeof byCourseSlug>,
): Promise<Checklist> {
  const { id } = await requireCourse(ctx, input.courseSlug, 'course.publish');
  await transact(ctx.db, async (tx) => {
    await lockCourse(tx, id);
    await changeStatus(tx, ctx, id, 'archived');
  });
  return await checklistOf(ctx.db, id);
}
