import { z } from 'zod';

/** How a question is answered: one choice, or all that are right. */
const questionKinds = ['single', 'multiple'] as const;

/**
 * A question as a learner works on it. It has no field for the key or the explanation: those never leave the server
 * before the learner has passed.
 */
export const openQuestion = z.object({
  id: z.string(),
  kind: z.enum(questionKinds),
  promptMd: z.string(),
  /** What it is worth beside the others. */
  points: z.number().int(),
  choices: z.array(z.object({ id: z.string(), textMd: z.string() })),
  /** What this learner has chosen so far. */
  chosenIds: z.array(z.string()),
  /** The number of the last accepted save; the next one must be higher. */
  seq: z.number().int(),
});

/**
 * A question after grading: what was chosen and what it earned. The key and the explanation are null until the learner
 * has passed the quiz, because until then they may try again.
 */
const gradedQuestion = z.object({
  id: z.string(),
  kind: z.enum(questionKinds),
  promptMd: z.string(),
  points: z.number().int(),
  explanationMd: z.string().nullable(),
  choices: z.array(
    z.object({
      id: z.string(),
      textMd: z.string(),
      isCorrect: z.boolean().nullable(),
      isChosen: z.boolean(),
    }),
  ),
  /** 0 to 10000: hundredths of a percent. */
  scoreBp: z.number().int(),
});

/** What a graded attempt came to. */
export const attemptResult = z.object({
  attemptId: z.string(),
  number: z.number().int(),
  submittedAt: z.date(),
  scoreBp: z.number().int(),
  isPassed: z.boolean(),
});

/** A quiz as its lesson page shows it: before, during and after an attempt. */
export const quizView = z.object({
  courseSlug: z.string(),
  lessonId: z.string(),
  questionCount: z.number().int(),
  passPercent: z.number().int(),
  /** The attempt that is open, or null. */
  openAttempt: z
    .object({
      attemptId: z.string(),
      number: z.number().int(),
      startedAt: z.date(),
      questions: z.array(openQuestion),
    })
    .nullable(),
  /** Graded attempts, latest first, at most 20. */
  results: z.array(attemptResult),
});

/** A graded attempt question by question. */
export const reviewView = attemptResult.extend({
  passPercent: z.number().int(),
  /** Whether the key and the explanations are there: once this learner has passed the quiz, in whichever attempt. */
  isKeyShown: z.boolean(),
  questions: z.array(gradedQuestion),
});

/** Names a quiz by its lesson. */
export const byLesson = z.object({ lessonId: z.uuid() });

/** Names an attempt. */
export const byAttempt = z.object({ attemptId: z.uuid() });

/** Grows with each save of an answer; 0 is before the first. */
const seq = z.number().int().min(1).max(1_000_000);

/** Saves one answer. `seq` grows with each save, so that a late older save changes nothing. */
export const saveAnswerInput = z.object({
  attemptId: z.uuid(),
  questionId: z.uuid(),
  choiceIds: z.array(z.uuid()).max(20),
  seq,
});

/** The number of the save that stands now. */
export const savedAnswer = z.object({ questionId: z.string(), seq: z.number().int(), isStale: z.boolean() });

/** Hands an attempt in, with the answers as the learner sees them, so that none is lost to a failed save. */
export const submitInput = byAttempt.extend({
  answers: z
    .array(z.object({ questionId: z.uuid(), choiceIds: z.array(z.uuid()).max(20), seq }))
    .max(200)
    .default([]),
});

/** @see quizView */
export type QuizView = z.infer<typeof quizView>;
/** @see openQuestion */
export type OpenQuestion = z.infer<typeof openQuestion>;
/** @see attemptResult */
export type AttemptResult = z.infer<typeof attemptResult>;
/** @see reviewView */
export type ReviewView = z.infer<typeof reviewView>;
/** @see savedAnswer */
export type SavedAnswer = z.infer<typeof savedAnswer>;
