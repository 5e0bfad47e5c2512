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
});
