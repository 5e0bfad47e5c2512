import { getCurriculum } from '@/server/domains/content';
import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import { findStanding, mayBeLocked } from '@/server/domains/enrollments/queries/releases';
import type { Conn } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/**
 * Refuses a lesson that is not open to a learner now.
 *
 * @throws AppError `enrollments/lesson_locked`.
 */
export async function requireUnlocked(
  conn: Conn,
  enrollment: {
    readonly id: string;
    readonly courseId: string;
    readonly enrolledAt: Date;
    readonly cohortId: string | null;
  },
  lessonId: string,
  now: Date,
): Promise<void> {
  if (!(await mayBeLocked(conn, enrollment))) return;
  const curriculum = await getCurriculum(conn, enrollment.courseId);
  const { lock } = (await findStanding(conn, enrollment, curriculum, now)).of(lessonId);
  if (lock !== null) throw new AppError(enrollmentErrors.lesson_locked);
}
