import { z } from 'zod';

/** How much there may be in one quiz. */
export const quizLimits = { questions: 100, choices: 12, prompt: 4_000, choice: 1_000, points: 100 } as const;

/** How a question is answered: one choice, or all that are right. */
export const quizQuestionKinds = ['single', 'multiple'] as const;

/** A choice as staff writes it. */
const quizChoice = z.object({
  id: z.uuid(),
  textMd: z.string().max(quizLimits.choice),
  /** The key. */
  isCorrect: z.boolean(),
});

/** A question as staff writes it, also half of it. */
const quizQuestion = z.object({
  id: z.uuid(),
  kind: z.enum(quizQuestionKinds),
  promptMd: z.string().max(quizLimits.prompt),
  /** Part of the key: shown to who has passed. */
  explanationMd: z.string().max(quizLimits.prompt),
  points: z.number().int().min(1).max(quizLimits.points),
  choices: z.array(quizChoice).max(quizLimits.choices),
});

const different = (all: readonly { readonly id: string }[]) =>
  new Set(all.map(({ id }) => id)).size === all.length;

/** The questions of a quiz and when it is passed. Staff only: it holds the key. */
export const quizFields = {
  passPercent: z.number().int().min(1).max(100),
  questions: z
    .array(quizQuestion)
    .max(quizLimits.questions)
    .refine((questions) => different(questions) && different(questions.flatMap(({ choices }) => choices))),
};

/** @see quizFields */
export type QuizQuestion = z.infer<typeof quizQuestion>;

/** What a question lacks before anybody can be asked it. */
export type QuestionFlaw = 'prompt' | 'choices' | 'key';

/** Returns what a question lacks: words, two choices with words, a right one; a single choice has exactly one. */
export function questionFlaws({ kind, promptMd, choices }: QuizQuestion): QuestionFlaw[] {
  const right = choices.filter(({ isCorrect }) => isCorrect).length;
  const hasKey = kind === 'single' ? right === 1 : right >= 1;
  const areWritten = choices.length >= 2 && choices.every(({ textMd }) => textMd.trim() !== '');
  return [
    ...(promptMd.trim() === '' ? ['prompt' as const] : []),
    ...(areWritten ? [] : ['choices' as const]),
    ...(hasKey ? [] : ['key' as const]),
  ];
}
