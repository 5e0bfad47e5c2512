import { defineErrors } from '@/server/platform/errors';

/** What can go wrong when people take courses. Texts: `messages/<locale>/errors.json`. */
export const enrollmentErrors = defineErrors('enrollments', {
  course_not_found: 'not_found',
  lesson_not_found: 'not_found',
  not_enrolled: 'forbidden',
  access_revoked: 'forbidden',
  email_not_verified: 'invalid_state',
  lesson_not_completable: 'invalid_state',
  /** A live session whose door was not open yet. */
  session_to_come: 'invalid_state',
});
