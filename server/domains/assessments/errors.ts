import { defineErrors } from '@/server/platform/errors';

/** What can go wrong with quizzes. */
export const assessmentErrors = defineErrors('assessments', {
  quiz_not_found: 'not_found',
  attempt_not_found: 'not_found',
  attempt_closed: 'invalid_state',
  question_not_found: 'invalid_input',
  choice_not_found: 'invalid_input',
  too_many_choices: 'invalid_input',
});
