import { defineErrors } from '@/server/platform/errors';

/** What can go wrong when people take courses. Texts: `messages/<locale>/errors.json`. */
export const enrollmentErrors = defineErrors('enrollments', {
  course_not_found: 'not_found',
  lesson_not_found: 'not_found',
  not_enrolled: 'forbidden',
  access_revoked: 'forbidden',
  email_not_verified: 'invalid_state',
  lesson_not_completable: 'invalid_state',
  /** Not open to this learner now; the outline says why. */
  lesson_locked: 'invalid_state',
  learner_not_found: 'not_found',
  cohort_not_found: 'invalid_input',
  /** Nobody can join this cohort by themselves now. */
  cohort_closed: 'invalid_state',
  cohort_full: 'limit_exceeded',
  /** The course takes people with a cohort only, and none is open. */
  no_open_cohort: 'invalid_state',
});
