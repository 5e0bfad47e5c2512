import { defineErrors } from '@/server/platform/errors';

/** What can go wrong with files. */
export const mediaErrors = defineErrors('media', {
  not_found: 'not_found',
  upload_not_found: 'not_found',
  type_unsupported: 'invalid_input',
  too_large: 'invalid_input',
  parts_missing: 'invalid_state',
  in_use: 'conflict',
  other_kind: 'invalid_state',
  not_failed: 'invalid_state',
  unreadable: 'invalid_state',
  too_long: 'invalid_state',
  too_many_pixels: 'invalid_state',
  nothing_to_play: 'invalid_state',
  encrypted: 'invalid_state',
  library_full: 'limit_exceeded',
  too_many_uploads: 'limit_exceeded',
  no_picture: 'invalid_input',
  processing_failed: 'invalid_state',
});
