import { defineErrors } from '@/server/platform/errors';

/** What can go wrong with quizzes and assignments. */
export const assessmentErrors = defineErrors('assessments', {
  quiz_not_found: 'not_found',
  attempt_not_found: 'not_found',
  attempt_closed: 'invalid_state',
  question_not_found: 'invalid_input',
  choice_not_found: 'invalid_input',
  too_many_choices: 'invalid_input',
  assignment_not_found: 'not_found',
  submission_not_found: 'not_found',
  /** What is handed in has to come before it is due. */
  too_late: 'invalid_state',
  nothing_to_hand_in: 'invalid_state',
  /** Another tab has saved something else meanwhile. */
  changed_since: 'conflict',
  /** A file that is to be handed in has not arrived. */
  file_missing: 'invalid_state',
  too_many_files: 'limit_exceeded',
});
