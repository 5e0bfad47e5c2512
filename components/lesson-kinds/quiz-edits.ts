import { type QuizQuestion, quizLimits } from '@/server/domains/content/contract/quiz';
import { moved } from './moved';

const newChoice = () => ({ id: crypto.randomUUID(), textMd: '', isCorrect: false });

/** A question to be written: one choice of two is right. */
export function newQuestion(): QuizQuestion {
  return {
    ...{ id: crypto.randomUUID(), kind: 'single', promptMd: '', explanationMd: '', points: 1 },
    choices: [newChoice(), newChoice()],
  };
}

/** The same question once more, as another one. */
export function copyOf(question: QuizQuestion): QuizQuestion {
  const choices = question.choices.map((choice) => ({ ...choice, id: crypto.randomUUID() }));
  return { ...question, id: crypto.randomUUID(), choices };
}

/** Adds a choice, as long as there may be one more. */
export function withChoice(question: QuizQuestion): QuizQuestion {
  const { choices } = question;
  return choices.length >= quizLimits.choices
    ? question
    : { ...question, choices: [...choices, newChoice()] };
}

/** Says whether a choice is right; of a single choice, no other is then. */
export function withKey(question: QuizQuestion, choiceId: string, isCorrect: boolean): QuizQuestion {
  const { kind, choices } = question;
  return {
    ...question,
    choices: choices.map((choice) => {
      if (choice.id === choiceId) return { ...choice, isCorrect };
      return kind === 'single' && isCorrect ? { ...choice, isCorrect: false } : choice;
    }),
  };
}

/** Changes how a question is answered; of several right choices, the first stays right when there can be one only. */
export function withKind(question: QuizQuestion, kind: QuizQuestion['kind']): QuizQuestion {
  const first = question.choices.find(({ isCorrect }) => isCorrect)?.id;
  const choices =
    kind === 'multiple'
      ? question.choices
      : question.choices.map((choice) => ({ ...choice, isCorrect: choice.id === first }));
  return { ...question, kind, choices };
}

/** Moves the choice of this id one place. */
export function moveChoice(question: QuizQuestion, choiceId: string, by: 1 | -1): QuizQuestion {
  const at = question.choices.findIndex(({ id }) => id === choiceId);
  return { ...question, choices: moved(question.choices, at, at + by) };
}
