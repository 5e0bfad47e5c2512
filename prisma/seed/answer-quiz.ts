import { isPass, scoreAttempt, scoreQuestion } from '@/server/domains/assessments/rules/scoring';
import type { Random } from '../factories/random';
import type { SeedLesson, SeedQuestion } from './build-courses';

/** A finished try at a quiz, scored by the product's own rules. */
export interface QuizOutcome {
  readonly answers: readonly {
    readonly questionId: string;
    readonly choiceIds: string[];
    readonly scoreBp: number;
  }[];
  readonly scoreBp: number;
  readonly isPassed: boolean;
}

/** Who knows ticks what is right; who does not ticks one wrong choice, or misses a right one. */
function choose({ choices, kind }: SeedQuestion, isKnown: boolean, random: Random): string[] {
  const right = choices.filter(({ isCorrect }) => isCorrect).map(({ id }) => id);
  const wrong = choices.filter(({ isCorrect }) => !isCorrect).map(({ id }) => id);
  if (isKnown || wrong.length === 0) return right;
  return kind === 'single' ? [random.pick(wrong)] : [...right.slice(1), random.pick(wrong)];
}

/**
 * Returns how a learner answers who knows each answer with a likelihood of `ability`.
 */
export function answerQuiz(
  quiz: NonNullable<SeedLesson['quiz']>,
  ability: number,
  random: Random,
): QuizOutcome {
  const answered = quiz.questions.map((question) => {
    const choiceIds = choose(question, random.chance(ability), random);
    const ids = (isCorrect: boolean) =>
      new Set(question.choices.filter((choice) => choice.isCorrect === isCorrect).map(({ id }) => id));
    const key = { kind: question.kind, correctIds: ids(true), wrongIds: ids(false) };
    return { questionId: question.id, choiceIds, ...key, chosenIds: new Set(choiceIds) };
  });
  const answers = answered.map(({ questionId, choiceIds, ...answer }) => ({
    questionId,
    choiceIds,
    scoreBp: scoreQuestion(answer),
  }));
  const scoreBp = scoreAttempt(answered);
  return { answers, scoreBp, isPassed: isPass(scoreBp, quiz.passPercent) };
}
