import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import type { ErrorDefinition } from '@/server/platform/errors';

/** The answer of a policy: allowed, or the reason why not. */
export type Verdict =
  | { readonly isAllowed: true }
  | { readonly isAllowed: false; readonly reason: ErrorDefinition };

const allow: Verdict = { isAllowed: true };
const deny = (reason: ErrorDefinition): Verdict => ({ isAllowed: false, reason });

/**
 * May this person take this course? Only published ones, a private one only when invited, and only with a proven address: the
 * certificate goes there.
 */
export function mayEnroll(
  course: { readonly status: string; readonly visibility: string } | null,
  person: { readonly emailVerifiedAt: Date | null; readonly isInvited: boolean },
): Verdict {
  const isOpen = course?.status === 'published' && (course.visibility !== 'private' || person.isInvited);
  if (!isOpen) return deny(enrollmentErrors.course_not_found);
  if (person.emailVerifiedAt === null) return deny(enrollmentErrors.email_not_verified);
  return allow;
}

/** May this person make progress in this course? */
export function mayLearn(enrollment: { readonly revokedAt: Date | null } | null): Verdict {
  if (enrollment === null) return deny(enrollmentErrors.not_enrolled);
  if (enrollment.revokedAt !== null) return deny(enrollmentErrors.access_revoked);
  return allow;
}

/**
 * May this person see this lesson? Staff see all, everybody a preview, and learners what they are enrolled in, once it is open
 * to them. What staff has closed to a learner stays closed to them, preview or not.
 */
export function mayOpenLesson(subject: {
  readonly isStaff: boolean;
  readonly isPreview: boolean;
  /** The verdict of {@link mayLearn}. */
  readonly learning: Verdict;
  /** Whether rules and overrides keep it from this learner now; false for everybody else. */
  readonly isLocked: boolean;
}): Verdict {
  if (subject.isStaff) return allow;
  if (subject.isLocked) return deny(enrollmentErrors.lesson_locked);
  return subject.isPreview ? allow : subject.learning;
}

/** May a lesson of this kind be completed by saying so? Videos are watched and quizzes passed. */
export function mayCompleteByHand(kind: 'article' | 'video' | 'quiz'): Verdict {
  return kind === 'article' ? allow : deny(enrollmentErrors.lesson_not_completable);
}
