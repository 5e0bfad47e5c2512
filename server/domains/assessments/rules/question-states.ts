import type { QuizQuestion } from '@/server/domains/content/contract/quiz';

/** A question as it is stored for attempts. */
export type StoredQuestion = {
  readonly id: string;
  readonly sourceId: string | null;
  readonly kind: 'single' | 'multiple';
  readonly promptMd: string;
  readonly explanationMd: string;
  readonly points: number;
  readonly choices: readonly { readonly textMd: string; readonly isCorrect: boolean }[];
};

/** Tells whether a stored question is what the lesson asks now, word for word. */
export function isSameState(stored: StoredQuestion, present: QuizQuestion): boolean {
  return (
    (stored.sourceId ?? stored.id) === present.id &&
    stored.kind === present.kind &&
    stored.promptMd === present.promptMd &&
    stored.explanationMd === present.explanationMd &&
    stored.points === present.points &&
    stored.choices.length === present.choices.length &&
    stored.choices.every(({ textMd, isCorrect }, place) => {
      const other = present.choices[place];
      return textMd === other?.textMd && isCorrect === other.isCorrect;
    })
  );
}
