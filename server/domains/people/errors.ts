import { defineErrors } from '@/server/platform/errors';

/** What can go wrong when somebody looks after the accounts of others. */
export const peopleErrors = defineErrors('people', {
  not_found: 'not_found',
  own_account: 'forbidden',
  of_staff: 'forbidden',
  suspended_already: 'conflict',
  not_suspended: 'conflict',
  last_admin: 'conflict',
  role_changed_since: 'conflict',
  mailed_enough: 'invalid_state',
  list_unreadable: 'invalid_input',
  list_without_email: 'invalid_input',
  list_too_long: 'invalid_input',
  list_empty: 'invalid_input',
});
