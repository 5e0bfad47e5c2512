import type { Answer } from './answer-saver';

const keyOf = (attemptId: string) => `lyceum.answers.${attemptId}`;

// By hand, although it comes from outside: zod would be a seventh of the scripts a lesson waits for.
function isAnswer(value: unknown): value is Answer {
  if (typeof value !== 'object' || value === null || !('choiceIds' in value) || !('seq' in value))
    return false;
  const { choiceIds, seq } = value;
  const isChosen = Array.isArray(choiceIds) && choiceIds.every((id) => typeof id === 'string');
  return isChosen && Number.isInteger(seq) && Number(seq) >= 1;
}

/** Reads the answers of an attempt that were never confirmed; empty when none are kept or storage is forbidden. */
export function readKept(attemptId: string): ReadonlyMap<string, Answer> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(attemptId)) ?? '{}');
    const answers = new Map<string, Answer>();
    for (const [questionId, answer] of Object.entries(Object(kept))) {
      if (!isAnswer(answer)) return new Map();
      answers.set(questionId, answer);
    }
    return answers;
  } catch {
    return new Map();
  }
}

/** Keeps unconfirmed answers over a reload; none left clears them. */
export function keepAnswers(attemptId: string, unconfirmed: ReadonlyMap<string, Answer>): void {
  try {
    if (unconfirmed.size === 0) localStorage.removeItem(keyOf(attemptId));
    else localStorage.setItem(keyOf(attemptId), JSON.stringify(Object.fromEntries(unconfirmed)));
  } catch {
    // Without storage unconfirmed answers live as long as the page.
  }
}
