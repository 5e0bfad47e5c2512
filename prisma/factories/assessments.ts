import type { Prisma } from '@/prisma/generated/client';
import type { FactoryContext, Values } from './context';

/** A quiz without questions yet, passed with 70 %. */
export function quizRow(
  context: FactoryContext,
  values: Values<Prisma.QuizCreateManyInput, 'courseId' | 'lessonId'>,
) {
  const number = context.count('quiz');
  return { id: context.id('quiz', number), passPercent: 70, ...values } satisfies Prisma.QuizCreateManyInput;
}

/** A question with one right answer, without choices yet. */
export function questionRow(
  context: FactoryContext,
  values: Values<Prisma.QuestionCreateManyInput, 'quizId'>,
) {
  const number = context.count('question');
  return {
    id: context.id('question', number),
    position: context.count(`question of ${values.quizId}`) - 1,
    kind: 'single' as const,
    promptMd: `What is the answer to question ${number}?`,
    ...values,
  } satisfies Prisma.QuestionCreateManyInput;
}

/** A choice; the first one of a question is right, unless said otherwise. */
export function choiceRow(
  context: FactoryContext,
  values: Values<Prisma.ChoiceCreateManyInput, 'questionId'>,
) {
  const position = context.count(`choice of ${values.questionId}`) - 1;
  return {
    id: context.id('choice', context.count('choice')),
    position,
    textMd: `Choice ${position + 1}`,
    isCorrect: position === 0,
    ...values,
  } satisfies Prisma.ChoiceCreateManyInput;
}

/** What is written down of a row of a question. */
type WrittenQuestion = Pick<Prisma.QuestionCreateManyInput, 'id' | 'kind' | 'promptMd'> & {
  readonly explanationMd?: string;
  readonly points?: number;
  readonly choices: readonly (Pick<Prisma.ChoiceCreateManyInput, 'textMd' | 'isCorrect'> & {
    readonly id?: string;
  })[];
};

/** A quiz as the settings of its lesson hold it. */
export function quizSettings(passPercent: number, questions: readonly WrittenQuestion[]) {
  return {
    ...{ kind: 'quiz', passPercent },
    questions: questions.map(({ id, kind, promptMd, explanationMd = '', points = 1, choices }) => ({
      ...{ id: id ?? '', kind, promptMd, explanationMd, points },
      choices: choices.map((choice) => ({
        ...{ id: choice.id ?? '', textMd: choice.textMd, isCorrect: choice.isCorrect },
      })),
    })),
  } satisfies Prisma.InputJsonValue;
}

/** The next try of a learner at a quiz, still open. */
export function attemptRow(
  context: FactoryContext,
  values: Values<Prisma.AttemptCreateManyInput, 'quizId' | 'userId' | 'enrollmentId'>,
) {
  return {
    id: context.id('attempt', context.count('attempt')),
    number: context.count(`attempt of ${values.userId} at ${values.quizId}`),
    startedAt: context.now,
    ...values,
  } satisfies Prisma.AttemptCreateManyInput;
}

/** The first saved answer to a question of an attempt, not yet graded. */
export function answerRow(
  context: FactoryContext,
  values: Values<Prisma.AnswerCreateManyInput, 'attemptId' | 'questionId' | 'choiceIds'>,
) {
  return { seq: 1, answeredAt: context.now, ...values } satisfies Prisma.AnswerCreateManyInput;
}
