import { z } from 'zod';
import { detailFields } from '@/server/domains/courses/contract';
import { formatVersion, kindFields, lessonDocument, mediaHash, sectionDocument } from './document';

const fileId = z.uuid().optional();

/** What details are when a file does not say. */
const detailDefaults = {
  subtitle: detailFields.shape.subtitle.default(''),
  outcomes: detailFields.shape.outcomes.default([]),
  requirements: detailFields.shape.requirements.default([]),
  audience: detailFields.shape.audience.default(''),
  tags: detailFields.shape.tags.default([]),
};

/** `course.yaml`: everything about a course but its description, which has a file of its own. */
export const courseFile = z.strictObject({
  format: z.literal(formatVersion),
  id: fileId,
  ...detailFields.omit({ descriptionMd: true }).shape,
  ...detailDefaults,
});

/** `section.yaml` */
export const sectionFile = z.strictObject({ id: fileId, title: sectionDocument.shape.title });

const [article] = lessonDocument.options;
const { title, slug, minutes, preview, body } = article.shape;
const common = { id: fileId, title, slug: slug.optional(), preview };

/** A name of a file within `media/`. */
const mediaName = z.string().min(1).max(200);

const question = kindFields.quiz.questions.element;
const choice = question.shape.choices.element;
const fileChoice = z.strictObject({ ...choice.shape, id: fileId });
const fileQuestion = z.strictObject({
  ...question.shape,
  id: fileId,
  choices: z.array(fileChoice).min(2).max(12),
});

/** The front matter of a Markdown lesson, or a YAML one, by its kind. */
export const lessonFiles = {
  article: z.strictObject({ ...common, minutes, kind: z.literal('article') }),
  video: z.strictObject({
    ...common,
    minutes,
    kind: z.literal('video'),
    media: mediaName.nullable().default(null),
  }),
  quiz: z.strictObject({
    ...common,
    minutes,
    kind: z.literal('quiz'),
    body,
    pass: kindFields.quiz.pass,
    questions: z.array(fileQuestion).max(200),
  }),
} as const;

/** The kinds whose file is Markdown; the others are YAML. */
export const markdownKinds = ['article', 'video'] as const;

/** `media/media.yaml` */
export const mediaFile = z.strictObject({
  files: z.array(z.strictObject({ file: mediaName, hash: mediaHash })).max(2_000),
});

/** @see lessonFiles */
export type LessonFile = z.infer<(typeof lessonFiles)[keyof typeof lessonFiles]>;
