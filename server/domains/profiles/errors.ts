import { defineErrors } from '@/server/platform/errors';

/** What can go wrong when people say who they are. */
export const profileErrors = defineErrors('profiles', {
  not_found: 'not_found',
  handle_taken: 'conflict',
  handle_reserved: 'invalid_input',
  handle_changed_often: 'limit_exceeded',
  picture_unreadable: 'invalid_input',
  picture_too_small: 'invalid_input',
  picture_too_large: 'invalid_input',
});
