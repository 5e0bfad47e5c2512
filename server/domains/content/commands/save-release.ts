import type { z } from 'zod';
import type {
  ReleaseFinding,
  ReleaseSaved,
  removeCohortInput,
  saveReleaseInput,
  setSequentialInput,
} from '@/server/domains/content/contract/release';
import { contentErrors } from '@/server/domains/content/errors';
import { findingsOf, isCohortAskedFor, planOf } from '@/server/domains/content/queries/release-plan';
import { updateLessonRule } from '@/server/domains/content/repo/release';
import {
  announceCohorts,
  deleteEmptyCohort,
  lockCourse,
  requireCourse,
  updatePace,
  updateSectionRule,
} from '@/server/domains/courses';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

const nameOf = ({ lessonId, kind, path }: ReleaseFinding) => [lessonId, kind, ...path].join(' ');

/** Thrown inside a transaction to take it back; never leaves this file. */
class Refused extends Error {
  readonly findings: readonly ReleaseFinding[];

  constructor(findings: readonly ReleaseFinding[]) {
    super('refused');
    this.findings = findings;
  }
}

/** Returns what is wrong after a change and was not before. What was wrong already stops nobody from mending something else. */
function newOnes(before: readonly ReleaseFinding[], after: readonly ReleaseFinding[]): ReleaseFinding[] {
  const known = new Set(before.map(nameOf));
  return after.filter((finding) => !known.has(nameOf(finding)));
}

/**
 * Changes rules in one transaction that nobody else's change of the course overlaps, and takes all of it back when the prover
 * finds something that was not there before.
 */
async function changeRules(
  ctx: UserContext,
  courseSlug: string,
  change: { readonly kind: string; readonly id: string | null },
  work: (tx: Tx, courseId: string) => Promise<void>,
): Promise<ReleaseSaved> {
  const { id: courseId } = await requireCourse(ctx, courseSlug, 'content.edit');
  try {
    await transact(ctx.db, async (tx) => {
      await lockCourse(tx, courseId);
      const before = await findingsOf(tx, courseId, 'present');
      await work(tx, courseId);
      const found = newOnes(before, await findingsOf(tx, courseId, 'present'));
      if (found.length > 0) throw new Refused(found);
      const subject = { type: 'course', id: courseId } as const;
      await recordAudit(tx, ctx, { action: 'release.changed', subject, after: change });
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { isSaved: false, refused: [...error.findings], plan: await planOf(ctx.db, courseId) };
  }
  return { isSaved: true, refused: [], plan: await planOf(ctx.db, courseId) };
}

/**
 * Gives a lesson or a section a rule, or none; learners meet it with the next version. Nothing is saved, and the answer says why, when somebody could then never open
 * a lesson, or lessons would wait for each other.
 *
 * @throws AppError `courses/not_found`; `content/place_gone` when it is not part of the course any more.
 */
export async function saveRelease(
  ctx: UserContext,
  { courseSlug, target, rule }: z.output<typeof saveReleaseInput>,
): Promise<ReleaseSaved> {
  return await changeRules(ctx, courseSlug, target, async (tx, courseId) => {
    const place = { courseId, id: target.id };
    const update = target.kind === 'lesson' ? updateLessonRule : updateSectionRule;
    if (!(await update(tx, place, rule))) throw new AppError(contentErrors.place_gone);
  });
}

/**
 * Lets every lesson wait for the one before it, or not; shown and refused as {@link saveRelease}.
 *
 * @throws AppError `courses/not_found`.
 */
export async function setSequential(
  ctx: UserContext,
  { courseSlug, isSequential }: z.output<typeof setSequentialInput>,
): Promise<ReleaseSaved> {
  const change = { kind: isSequential ? 'sequential' : 'free', id: null };
  return await changeRules(ctx, courseSlug, change, async (tx, courseId) => {
    await updatePace(tx, courseId, { isSequential });
  });
}

/**
 * Returns how to look, after a change of the outline and in its transaction, whether it left a rule asking for what is gone, or
 * lessons waiting for each other.
 */
export async function watchRules(tx: Tx, courseId: string): Promise<() => Promise<void>> {
  const before = await findingsOf(tx, courseId, 'present');
  return async () => {
    const [found] = newOnes(before, await findingsOf(tx, courseId, 'present'));
    if (found === undefined) return;
    const details = { lesson: found.title, needs: found.path.join(' → ') };
    throw new AppError(
      found.kind === 'lesson_missing' ? contentErrors.still_needed : contentErrors.rules_broken,
      {
        details,
      },
    );
  };
}

/**
 * Takes a cohort away.
 *
 * @throws AppError `courses/not_found`; `content/cohort_in_use` while somebody is in it, or a rule asks for it, of the working
 *   copy or of what is published.
 */
export async function removeCohort(
  ctx: UserContext,
  { courseSlug, cohortId }: z.output<typeof removeCohortInput>,
): Promise<{ cohortId: string }> {
  const { id } = await requireCourse(ctx, courseSlug, 'learners.manage');
  await transact(ctx.db, async (tx) => {
    const { isPublic } = await lockCourse(tx, id);
    const before = await findingsOf(tx, id, 'present');
    const isAskedFor = await isCohortAskedFor(tx, id, cohortId);
    const isGone = await deleteEmptyCohort(tx, { courseId: id, id: cohortId });
    const found = newOnes(before, await findingsOf(tx, id, 'present'));
    if (!isGone || isAskedFor || found.length > 0) throw new AppError(contentErrors.cohort_in_use);
    await announceCohorts(tx, ctx, { id, isPublic }, { change: 'removed', cohort: cohortId });
  });
  return { cohortId };
}
