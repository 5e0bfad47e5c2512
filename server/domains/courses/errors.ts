import { defineErrors } from '@/server/platform/errors';

/** What can go wrong around courses and their staff. */
export const courseErrors = defineErrors('courses', {
  not_found: 'not_found',
  person_not_found: 'invalid_input',
  staff_already: 'conflict',
  not_staff: 'not_found',
  last_owner: 'conflict',
  slug_taken: 'conflict',
  category_not_found: 'invalid_input',
  changed_since: 'conflict',
  cohort_not_found: 'not_found',
  too_many_cohorts: 'limit_exceeded',
  cover_unreadable: 'invalid_input',
  cover_too_small: 'invalid_input',
  cover_too_large: 'invalid_input',
  /** Nobody of the staff has this picture, or it is not ready. */
  cover_not_found: 'not_found',
  review_open: 'conflict',
  review_not_open: 'conflict',
  invitation_not_found: 'not_found',
  invitation_invalid: 'invalid_state',
  too_many_invitations: 'limit_exceeded',
  time_passed: 'invalid_input',
  time_too_far: 'invalid_input',
  zone_unknown: 'invalid_input',
});
