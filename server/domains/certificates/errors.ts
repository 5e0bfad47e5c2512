import { defineErrors } from '@/server/platform/errors';

/** What can go wrong with certificates. */
export const certificateErrors = defineErrors('certificates', {
  not_found: 'not_found',
  course_not_completed: 'invalid_state',
  pdf_not_ready: 'unavailable',
});
