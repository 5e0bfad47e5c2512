import type { z } from 'zod';
import type { setVisibilityInput, Visibility } from '@/server/domains/courses/contract';
import { courseEvents } from '@/server/domains/courses/events';
import { requireCourse } from '@/server/domains/courses/queries/require-course';
import { selectStatus, updateVisibility } from '@/server/domains/courses/repo/details';
import { selectTeacherIds } from '@/server/domains/courses/repo/staff';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

/**
 * Chooses who can find a course, and come in. Whoever has a place in it keeps it. The pages that named it, or will, change with
 * it.
 *
 * @throws AppError `courses/not_found`.
 */
export async function setVisibility(
  ctx: UserContext,
  { courseSlug, visibility }: z.output<typeof setVisibilityInput>,
): Promise<{ visibility: Visibility }> {
  const { id: courseId } = await requireCourse(ctx, courseSlug, 'course.publish');
  await transact(ctx.db, async (tx) => {
    const before = await updateVisibility(tx, courseId, visibility);
    if (before === visibility) return;
    const isPublic = (await selectStatus(tx, courseId)).status === 'published';
    const teacherIds = isPublic ? await selectTeacherIds(tx, courseId) : [];
    await emit(tx, courseEvents.changed, { courseId, isPublic, teacherIds });
    await recordAudit(tx, ctx, {
      action: 'course.visibility_changed',
      subject: { type: 'course', id: courseId },
      before: { visibility: before },
      after: { visibility },
    });
  });
  return { visibility };
}
