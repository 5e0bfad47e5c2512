import { defineErrors } from '@/server/platform/errors';

/** What can go wrong when a course comes in or goes out as a whole. */
export const exchangeErrors = defineErrors('exchange', {
  /** The course is not as it was when the writer began. */
  changed_since: 'conflict',
  /** A course of more text than fits into one document. */
  too_large: 'limit_exceeded',
});
