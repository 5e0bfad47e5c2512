import { approveReview } from '@/server/domains/courses/commands/review-course';
import type { CourseDetails } from '@/server/domains/courses/contract';
import { courseEvents } from '@/server/domains/courses/events';
import { selectStatus, updateStatus } from '@/server/domains/courses/repo/details';
import { noteScheduleMet } from '@/server/domains/courses/repo/schedules';
import { selectTeacherIds } from '@/server/domains/courses/repo/staff';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import type { Tx } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

/**
 * Publishes or archives a course inside the caller's transaction, which holds the course; the caller has checked that it may
 * be. A course keeps the day of its first publication. Publishing also approves what was asked to be looked through, and takes
 * back the wish to publish later. Repeating it changes nothing, unless there is a new version to show.
 */
export async function changeStatus(
  tx: Tx,
  ctx: UserContext,
  courseId: string,
  status: Exclude<CourseDetails['status'], 'draft'>,
  newVersion: number | null = null,
): Promise<void> {
  if (status === 'published') {
    await approveReview(tx, ctx, courseId);
    await noteScheduleMet(tx, courseId, ctx.clock.now());
  }
  const present = await selectStatus(tx, courseId);
  if (present.status === status && newVersion === null) return;
  const publishedAt = present.publishedAt ?? (status === 'published' ? ctx.clock.now() : null);
  await updateStatus(tx, courseId, { status, publishedAt });
  const isPublic = status === 'published' || present.status === 'published';
  const isMoved = isPublic && present.status !== status;
  const teacherIds = isMoved ? await selectTeacherIds(tx, courseId) : [];
  await emit(tx, courseEvents.changed, { courseId, isPublic, teacherIds });
  await recordAudit(tx, ctx, {
    action: status === 'published' ? 'course.published' : 'course.archived',
    subject: { type: 'course', id: courseId },
    before: { status: present.status },
    ...(newVersion === null ? {} : { after: { version: newVersion } }),
  });
}
