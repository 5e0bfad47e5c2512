import { defineErrors } from '@/server/platform/errors';

/** What can go wrong with the copy and the end of a person's data. */
export const privacyErrors = defineErrors('privacy', {
  export_open: 'conflict',
  export_not_found: 'not_found',
  confirmation_wrong: 'invalid_input',
  sole_owner: 'invalid_state',
  erasure_asked: 'conflict',
  erasure_not_found: 'not_found',
  erasure_under_way: 'invalid_state',
});
