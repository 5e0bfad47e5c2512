import { z } from 'zod';
import { lessonSlug, longestLesson, outlineLimits } from '@/server/domains/content/contract';
import { detailFields } from '@/server/domains/courses/contract';

/** The version of the format; a folder of another one is refused. */
export const formatVersion = 1;

/** How much a course may hold on its way in or out. */
export const documentLimits = {
  /** Characters of all its texts. */
  characters: 4_000_000,
  questions: 200,
  choices: 12,
  question: 10_000,
  media: 2_000,
} as const;

/** What stays the same of a thing, however it is renamed or moved; new things get theirs before they are sent. */
const id = z.uuid();

const title = z.string().trim().min(1).max(outlineLimits.title);
const minutes = z.number().int().min(1).max(600);
const body = z.string().max(longestLesson);

/** The bytes of a file: the checksum of an upload, or the id of a file that was never uploaded through us. */
export const mediaHash = z
  .string()
  .max(64)
  .regex(/^([A-Za-z0-9+/]{43}=-[1-9]\d{0,2}|asset:[0-9a-f-]{36})$/);

const choice = z.strictObject({
  id,
  text: z.string().min(1).max(documentLimits.question),
  correct: z.boolean().default(false),
});

const question = z.strictObject({
  id,
  kind: z.enum(['single', 'multiple']),
  prompt: z.string().min(1).max(documentLimits.question),
  explanation: z.string().max(documentLimits.question).default(''),
  choices: z.array(choice).min(2).max(documentLimits.choices),
});

/** What a lesson of each kind has besides its text: one list, from which reading, writing and comparing are made. */
export const kindFields = {
  article: {},
  video: { media: mediaHash.nullable().default(null) },
  quiz: {
    pass: z.number().int().min(0).max(100),
    questions: z.array(question).max(documentLimits.questions),
  },
} as const;

/** The kinds of lessons that can be written as files. */
export const writtenKinds = ['article', 'video', 'quiz'] as const;

const lessonFields = {
  id,
  title,
  slug: lessonSlug,
  /** Null for an article whose time is that of reading it. */
  minutes: minutes.nullable().default(null),
  preview: z.boolean().default(false),
  body: body.default(''),
};

const ofKind = <Kind extends keyof typeof kindFields>(kind: Kind) =>
  z.strictObject({ ...lessonFields, kind: z.literal(kind), ...kindFields[kind] });

/** A lesson as a document has it. */
export const lessonDocument = z.discriminatedUnion('kind', [
  ofKind('article'),
  ofKind('video'),
  ofKind('quiz'),
]);

/** A section as a document has it. */
export const sectionDocument = z.strictObject({
  id,
  title,
  lessons: z.array(lessonDocument).max(outlineLimits.lessonsOfSection),
});

/** A file that lessons show, by its bytes. */
const mediaDocument = z.strictObject({ hash: mediaHash, name: z.string().min(1).max(200) });

/** A whole course: what its staff writes, in order, with the ids that keep it the same course. */
export const courseDocument = z.strictObject({
  id,
  details: detailFields,
  sections: z.array(sectionDocument).max(outlineLimits.sections),
  media: z.array(mediaDocument).max(documentLimits.media),
});

/** @see courseDocument */
export type CourseDocument = z.infer<typeof courseDocument>;
/** @see sectionDocument */
export type SectionDocument = z.infer<typeof sectionDocument>;
/** @see lessonDocument */
export type LessonDocument = z.infer<typeof lessonDocument>;
/** One of the questions of a quiz. */
export type QuestionDocument = z.infer<typeof question>;

/** Counts the characters of every text of a document. */
export function charactersOf(document: CourseDocument): number {
  return JSON.stringify(document).length;
}
