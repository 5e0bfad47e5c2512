import type { z } from 'zod';
import type { gradeInput } from '@/server/domains/assessments/contract/submissions';
import { assessmentErrors } from '@/server/domains/assessments/errors';
import { selectHandIn, updateVerdict } from '@/server/domains/assessments/repo/submissions';
import { requireCourse } from '@/server/domains/courses';
import { completeLessonFor, findEnrollment } from '@/server/domains/enrollments';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/**
 * Says what a hand-in is worth. One that is passed completes its lesson, whatever else completes it; a later verdict
 * replaces this one, and a completed lesson stays completed.
 *
 * @throws AppError `courses/not_found`, `assessments/submission_not_found`.
 */
export async function gradeSubmission(
  ctx: UserContext,
  { courseSlug, submissionId, verdict, feedbackMd }: z.output<typeof gradeInput>,
): Promise<{ submissionId: string }> {
  const course = await requireCourse(ctx, courseSlug, 'submissions.grade');
  const found = await selectHandIn(ctx.db, course.id, submissionId);
  if (found === null) throw new AppError(assessmentErrors.submission_not_found);
  const gradedAt = ctx.clock.now();
  const enrollment = await findEnrollment(ctx.db, found.enrollmentId);
  await transact(ctx.db, async (tx) => {
    const grade = { status: verdict, feedbackMd, gradedAt, gradedById: ctx.actor.userId };
    await updateVerdict(tx, submissionId, grade);
    await recordAudit(tx, ctx, {
      action: 'submission.graded',
      subject: { type: 'submission', id: submissionId },
      before: { status: found.status },
      after: { status: verdict },
    });
    const counts = verdict === 'passed' && enrollment !== null && enrollment.revokedAt === null;
    if (counts) await completeLessonFor(tx, enrollment, found.lessonId, gradedAt);
  });
  return { submissionId };
}
