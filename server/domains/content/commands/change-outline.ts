import { watchRules } from '@/server/domains/content/commands/save-release';
import type { StudioOutline } from '@/server/domains/content/contract';
import { contentEvents } from '@/server/domains/content/events';
import { outlineOf } from '@/server/domains/content/queries/get-outline';
import { lockCourse, requireCourse } from '@/server/domains/courses';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

/** What a change did, for the audit log: how much, and nothing that anybody wrote. */
export type OutlineChange = {
  readonly change: 'added' | 'renamed' | 'moved' | 'removed' | 'restored';
  readonly sections: number;
  readonly lessons: number;
};

/**
 * Changes the outline of a course in one transaction, which nobody else's change of it overlaps; says so to the rest and
 * to the audit log. Returns the outline as it is then.
 *
 * @throws AppError `courses/not_found`, what the work throws, and `content/still_needed` or `content/rules_broken` when a rule of
 *   the course could not be met any more.
 */
export async function changeOutline(
  ctx: UserContext,
  courseSlug: string,
  work: (tx: Tx, courseId: string) => Promise<OutlineChange>,
): Promise<StudioOutline> {
  const { id: courseId } = await requireCourse(ctx, courseSlug, 'content.edit');
  await transact(ctx.db, async (tx) => {
    const { isPublic } = await lockCourse(tx, courseId);
    const requireRulesStand = await watchRules(tx, courseId);
    const change = await work(tx, courseId);
    await requireRulesStand();
    await emit(tx, contentEvents.outlineChanged, { courseId, isPublic });
    await recordAudit(tx, ctx, {
      action: 'curriculum.changed',
      subject: { type: 'course', id: courseId },
      after: change,
    });
  });
  return await outlineOf(ctx.db, courseId);
}
