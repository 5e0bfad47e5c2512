import type { Copy } from '@/server/domains/content';
import {
  type CourseFacts,
  findCourseBySlug,
  isOpenToAnybody,
  mayActInCourse,
} from '@/server/domains/courses';
import type { OutlineView } from '@/server/domains/enrollments/contract';
import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import { mayLearn, type Verdict } from '@/server/domains/enrollments/policy';
import { selectEnrollment } from '@/server/domains/enrollments/repo';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

type EnrollmentRow = NonNullable<Awaited<ReturnType<typeof selectEnrollment>>>;

/** A course together with what the caller is in it. */
export type CourseAccess = {
  readonly course: CourseFacts;
  readonly access: OutlineView['access'];
  /** Staff sees what it is working on; everybody else what is published. */
  readonly copy: Copy;
  /** The caller's place, when it lets them learn. */
  readonly enrollment: EnrollmentRow | null;
  /** Whether the caller may learn here, and why not. */
  readonly verdict: Verdict;
};

/**
 * Finds a course by its address and says as what the caller comes to it. Whoever asks for anything inside a course asks
 * here first, so that one that is not public gives away nothing.
 *
 * @throws AppError `enrollments/course_not_found` also for a course that is not open to anybody and not the caller's.
 */
export async function findCourseAccess(ctx: UserContext, courseSlug: string): Promise<CourseAccess> {
  const course = await findCourseBySlug(ctx.db, courseSlug);
  if (course === null) throw new AppError(enrollmentErrors.course_not_found);
  const found = await selectEnrollment(ctx.db, ctx.actor.userId, course.id);
  const verdict = mayLearn(found);
  if (verdict.isAllowed) return { course, access: 'learner', copy: 'published', enrollment: found, verdict };
  const isStaff = await mayActInCourse(ctx.db, ctx.actor, course.id, 'course.read');
  if (!isStaff && !isOpenToAnybody(course)) throw new AppError(enrollmentErrors.course_not_found);
  return isStaff
    ? { course, access: 'staff', copy: 'working', enrollment: null, verdict }
    : { course, access: 'visitor', copy: 'published', enrollment: null, verdict };
}
