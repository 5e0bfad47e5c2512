import { defineErrors } from '@/server/platform/errors';

/** What can go wrong with the content of a course. */
export const contentErrors = defineErrors('content', {
  lesson_not_found: 'not_found',
  /** Something the change needs was moved or taken out meanwhile. */
  place_gone: 'conflict',
  /** Somebody else has saved the text meanwhile. */
  changed_since: 'conflict',
  /** Something that a course needs before everybody sees it is missing; the checklist says what. */
  not_ready: 'invalid_state',
  /** The working copy is another than the one that was looked at before publishing. */
  moved_on: 'conflict',
  version_not_found: 'not_found',
  too_many: 'limit_exceeded',
  /** A rule asks for what is to be taken out. */
  still_needed: 'conflict',
  /** As things would be then, lessons would wait for each other or never open. */
  rules_broken: 'conflict',
  /** Somebody is in the cohort, or a rule asks for it. */
  cohort_in_use: 'conflict',
});
