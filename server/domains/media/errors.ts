import { defineErrors } from '@/server/platform/errors';

/** What can go wrong with files. */
export const mediaErrors = defineErrors('media', {
  not_found: 'not_found',
  upload_not_found: 'not_found',
  type_unsupported: 'invalid_input',
  too_large: 'invalid_input',
  parts_missing: 'invalid_state',
  in_use: 'conflict',
});
