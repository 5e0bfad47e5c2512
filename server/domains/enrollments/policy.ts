import type { LessonKind } from '@/server/domains/content/contract/settings';
import { completesByHand } from '@/server/domains/enrollments/contract';
import { enrollmentErrors } from '@/server/domains/enrollments/errors';
import type { ErrorDefinition } from '@/server/platform/errors';

/** The answer of a policy: allowed, or the reason why not. */
export type Verdict =
  | { readonly isAllowed: true }
  | { readonly isAllowed: false; readonly reason: ErrorDefinition };

const allow: Verdict = { isAllowed: true };
const deny = (reason: ErrorDefinition): Verdict => ({ isAllowed: false, reason });

/** May this person take this course? Only published ones, and only with a proven address: the certificate goes there. */
export function mayEnroll(
  course: { readonly status: string } | null,
  person: { readonly emailVerifiedAt: Date | null },
): Verdict {
  if (course === null || course.status !== 'published') return deny(enrollmentErrors.course_not_found);
  if (person.emailVerifiedAt === null) return deny(enrollmentErrors.email_not_verified);
  return allow;
}

/** May this person make progress in this course? */
export function mayLearn(enrollment: { readonly revokedAt: Date | null } | null): Verdict {
  if (enrollment === null) return deny(enrollmentErrors.not_enrolled);
  if (enrollment.revokedAt !== null) return deny(enrollmentErrors.access_revoked);
  return allow;
}

/** May this person see this lesson? Staff see all, learners what they are enrolled in, everybody a preview. */
export function mayOpenLesson(subject: {
  readonly isStaff: boolean;
  readonly isPreview: boolean;
  /** The verdict of {@link mayLearn}. */
  readonly learning: Verdict;
}): Verdict {
  return subject.isStaff || subject.isPreview ? allow : subject.learning;
}

/** May a lesson of this kind be completed by saying so? */
export function mayCompleteByHand(kind: LessonKind): Verdict {
  return completesByHand(kind) ? allow : deny(enrollmentErrors.lesson_not_completable);
}
