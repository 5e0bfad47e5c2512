import { z } from 'zod';
import { lessonSlug, longestLesson, outlineLimits } from '@/server/domains/content/contract';
import { quizFields, quizLimits, quizQuestionKinds } from '@/server/domains/content/contract/quiz';
import { settingsByKind, settingsLimits } from '@/server/domains/content/contract/settings';
import { detailFields } from '@/server/domains/courses/contract';

/** The version of the format; a folder of another one is refused. */
export const formatVersion = 1;

/** How much a course may hold on its way in or out. */
export const documentLimits = {
  /** Characters of all its texts. */
  characters: 4_000_000,
  media: 2_000,
} as const;

/** What stays the same of a thing, however it is renamed or moved; new things get theirs before they are sent. */
const id = z.uuid();

const title = z.string().trim().min(1).max(outlineLimits.title);
const body = z.string().max(longestLesson);

/** The bytes of a file: the checksum of an upload, or the id of a file that was never uploaded through us. */
export const mediaHash = z
  .string()
  .max(64)
  .regex(/^([A-Za-z0-9+/]{43}=-[1-9]\d{0,2}|asset:[0-9a-f-]{36})$/);

const choice = z.strictObject({
  id,
  text: z.string().max(quizLimits.choice),
  correct: z.boolean().default(false),
});

/** A question, also half of it: such a one is kept, and not asked. */
const question = z.strictObject({
  id,
  kind: z.enum(quizQuestionKinds),
  prompt: z.string().max(quizLimits.prompt),
  explanation: z.string().max(quizLimits.prompt).default(''),
  points: z.number().int().min(1).max(quizLimits.points).default(1),
  choices: z.array(choice).max(quizLimits.choices),
});

const { document: paper, download, embed, live, assignment } = settingsByKind;

/** A file that a lesson offers. */
const offered = z.strictObject({
  media: mediaHash,
  label: download.shape.files.element.shape.label.default(''),
});

/** The settings of each kind that has some, with what they are when a file does not say. */
export const settingsFields = {
  document: z.strictObject({ minutes: paper.shape.minutes.default(null) }),
  download: z.strictObject({
    minutes: download.shape.minutes.default(null),
    files: z.array(offered).max(settingsLimits.files).default([]),
  }),
  embed: z.strictObject({
    minutes: embed.shape.minutes.default(null),
    url: embed.shape.url.default(''),
    title: embed.shape.title.default(''),
  }),
  live: z.strictObject({
    startsLocal: live.shape.startsLocal.default(''),
    timeZone: live.shape.timeZone.default('UTC'),
    minutes: live.shape.minutes.default(60),
    joinUrl: live.shape.joinUrl.default(''),
    isCancelled: live.shape.isCancelled.default(false),
    recordingLessonId: live.shape.recordingLessonId.default(null),
  }),
  assignment: z.strictObject({
    minutes: assignment.shape.minutes.default(null),
    dueLocal: assignment.shape.dueLocal.default(''),
    timeZone: assignment.shape.timeZone.default('UTC'),
    accepts: assignment.shape.accepts.default({ text: true, files: true, links: true }),
    completesOn: assignment.shape.completesOn.default('submitted'),
  }),
} as const;

const media = mediaHash.nullable().default(null);

/** What a lesson of each kind has besides its text: one list, from which reading, writing and comparing are made. */
export const kindFields = {
  article: {},
  video: { media },
  audio: { media },
  document: { media, settings: settingsFields.document.prefault({}) },
  download: { settings: settingsFields.download.prefault({}) },
  embed: { settings: settingsFields.embed.prefault({}) },
  live: { settings: settingsFields.live.prefault({}) },
  quiz: { pass: quizFields.passPercent, questions: z.array(question).max(quizLimits.questions) },
  assignment: { settings: settingsFields.assignment.prefault({}) },
} as const;

const lessonFields = {
  id,
  title,
  slug: lessonSlug,
  preview: z.boolean().default(false),
  body: body.default(''),
};

const ofKind = <Kind extends keyof typeof kindFields>(kind: Kind) =>
  z.strictObject({ ...lessonFields, kind: z.literal(kind), ...kindFields[kind] });

/** A lesson as a document has it. */
export const lessonDocument = z.discriminatedUnion('kind', [
  ofKind('article'),
  ofKind('video'),
  ofKind('audio'),
  ofKind('document'),
  ofKind('download'),
  ofKind('embed'),
  ofKind('live'),
  ofKind('quiz'),
  ofKind('assignment'),
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

/** Returns the files that a lesson has, by their bytes, in order. */
export function mediaOf(lesson: LessonDocument): string[] {
  if (lesson.kind === 'download') return lesson.settings.files.map((file) => file.media);
  return 'media' in lesson && lesson.media !== null ? [lesson.media] : [];
}

/** Returns the file that a path within a document leads to, by its bytes; null when it leads to something else. */
export function mediaAt(document: CourseDocument, path: readonly PropertyKey[]): string | null {
  const at = path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), document);
  return mediaHash.safeParse(at).data ?? null;
}

/** Counts the characters of every text of a document. */
export function charactersOf(document: CourseDocument): number {
  return JSON.stringify(document).length;
}
