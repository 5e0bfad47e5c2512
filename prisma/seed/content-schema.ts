import { z } from 'zod';
import { lessonKinds } from '@/server/domains/content/contract/settings';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be words in lower case joined by hyphens');
const text = z.string().trim().min(1);
const markdown = z.string().min(1);
const email = z.email().regex(/@lyceum\.test$/, 'must end in @lyceum.test, which no mail ever reaches');
const time = z.union([z.date(), z.iso.datetime()]).transform((value) => new Date(value));

/** `categories.yaml` */
export const categoriesFile = z.array(z.strictObject({ slug, name: text, nameEs: text, description: text }));

/** `instructors.yaml` */
export const instructorsFile = z.array(
  z.strictObject({ handle: slug, name: text, email, headline: text, bio: text }),
);

/** `learners.yaml` */
export const learnersFile = z.array(z.strictObject({ name: text, email }));

/** `reviews.yaml`: what learners write about each course, by its slug. */
export const reviewsFile = z.record(
  slug,
  z.array(z.strictObject({ rating: z.number().int().min(1).max(5), text })),
);

/** A lesson in `course.yaml`; `file` holds what it teaches. */
const lesson = z.strictObject({
  slug,
  title: text,
  kind: z.enum(lessonKinds),
  minutes: z.number().int().min(1).max(240),
  file: text,
  preview: z.boolean().default(false),
});

/** `courses/<slug>/course.yaml` */
export const courseFile = z.strictObject({
  slug,
  title: text,
  subtitle: text,
  category: slug,
  instructor: slug,
  level: z.enum(['beginner', 'intermediate', 'advanced']),
  language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
  publishedAt: time,
  description: markdown,
  outcomes: z.array(text).min(3),
  requirements: z.array(text),
  audience: text,
  sections: z.array(z.strictObject({ title: text, lessons: z.array(lesson).min(1) })).min(1),
});

/** `courses/<slug>/videos/*.yaml` */
export const videoFile = z.strictObject({
  title: text,
  slides: z
    .array(
      z.strictObject({
        seconds: z.number().int().min(2).max(60),
        heading: text,
        lines: z.array(text).max(4),
        narration: text,
      }),
    )
    .min(1),
});

const question = z
  .strictObject({
    kind: z.enum(['single', 'multiple']),
    prompt: markdown,
    choices: z.array(z.strictObject({ text: markdown, correct: z.boolean() })).min(2),
    explanation: markdown,
  })
  .refine(({ kind, choices }) => {
    const right = choices.filter(({ correct }) => correct).length;
    return kind === 'single' ? right === 1 : right >= 1;
  }, 'needs exactly one right choice when single, at least one when multiple');

/** `courses/<slug>/quizzes/*.yaml` */
export const quizFile = z.strictObject({
  title: text,
  passPercent: z.number().int().min(1).max(100),
  questions: z.array(question).min(3),
});

/** `courses/<slug>/parts/*.yaml`: the lessons of all other kinds, each with what belongs to its own. */
export const partFile = z.strictObject({
  words: markdown,
  embed: z.strictObject({ url: text, title: text }).optional(),
  /** Notes of signals, one after the other, and what each says. */
  audio: z
    .strictObject({
      name: text,
      tones: z.array(z.array(z.number().int().min(100).max(2_000))),
      captions: z.array(text),
    })
    .refine(({ tones, captions }) => tones.length === captions.length, 'needs words for every signal')
    .optional(),
  document: z.strictObject({ name: text, lines: z.array(text).min(1).max(40) }).optional(),
  download: z.array(z.strictObject({ name: text, label: text, text: z.string() })).optional(),
  live: z.strictObject({ startsLocal: text, timeZone: text, minutes: z.number().int().min(5) }).optional(),
  assignment: z.strictObject({ completesOn: z.enum(['submitted', 'passed']) }).optional(),
});

/** @see partFile */
export type PartFile = z.infer<typeof partFile>;
/** @see courseFile */
export type CourseFile = z.infer<typeof courseFile>;
/** @see videoFile */
export type VideoFile = z.infer<typeof videoFile>;
/** @see quizFile */
export type QuizFile = z.infer<typeof quizFile>;
