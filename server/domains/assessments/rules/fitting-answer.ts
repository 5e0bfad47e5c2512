import { assessmentErrors } from '@/server/domains/assessments/errors';
import { AppError } from '@/server/platform/errors';

/** What an answer is checked against: a question's kind and its choices, without the key. */
export type QuestionShape = {
  readonly kind: 'single' | 'multiple';
  readonly choices: readonly { readonly id: string }[];
};

/**
 * Refuses an answer that the question cannot have.
 *
 * @param question undefined or null when the quiz has no such question.
 * @throws AppError `assessments/question_not_found`, `assessments/choice_not_found`, `assessments/too_many_choices`.
 */
export function requireFittingAnswer(
  question: QuestionShape | null | undefined,
  choiceIds: readonly string[],
): void {
  if (!question) throw new AppError(assessmentErrors.question_not_found, { field: 'questionId' });
  const known = new Set(question.choices.map((choice) => choice.id));
  if (choiceIds.some((id) => !known.has(id))) {
    throw new AppError(assessmentErrors.choice_not_found, { field: 'choiceIds' });
  }
  const limit = question.kind === 'single' ? 1 : known.size;
  if (new Set(choiceIds).size !== choiceIds.length || choiceIds.length > limit) {
    throw new AppError(assessmentErrors.too_many_choices, { field: 'choiceIds', details: { limit } });
  }
}
