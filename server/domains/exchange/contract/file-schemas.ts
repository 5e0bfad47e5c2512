import { z } from 'zod';
import { quizLimits } from '@/server/domains/content/contract/quiz';
import { settingsLimits } from '@/server/domains/content/contract/settings';
import { detailFields } from '@/server/domains/courses/contract';
import {
  formatVersion,
  kindFields,
  lessonDocument,
  mediaHash,
  sectionDocument,
  settingsFields,
} from './document';

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
const { title, slug, preview, body } = article.shape;
const common = { id: fileId, title, slug: slug.optional(), preview };

/** A name of a file within `media/`. */
const mediaName = z.string().min(1).max(200);

const question = kindFields.quiz.questions.element;
const choice = question.shape.choices.element;
const fileChoice = z.strictObject({ ...choice.shape, id: fileId });
const fileQuestion = z.strictObject({
  ...question.shape,
  id: fileId,
  choices: z.array(fileChoice).max(quizLimits.choices),
});

const media = mediaName.nullable().default(null);
const { label } = settingsFields.download.shape.files.unwrap().element.shape;
const offered = z.strictObject({ media: mediaName, label });
const downloadSettings = z.strictObject({
  ...settingsFields.download.shape,
  files: z.array(offered).max(settingsLimits.files).default([]),
});

/** The front matter of a Markdown lesson, or a YAML one, by its kind. */
export const lessonFiles = {
  article: z.strictObject({ ...common, kind: z.literal('article') }),
  video: z.strictObject({ ...common, kind: z.literal('video'), media }),
  audio: z.strictObject({ ...common, kind: z.literal('audio'), media }),
  document: z.strictObject({
    ...{ ...common, kind: z.literal('document'), media },
    settings: kindFields.document.settings,
  }),
  download: z.strictObject({
    ...common,
    kind: z.literal('download'),
    settings: downloadSettings.prefault({}),
  }),
  embed: z.strictObject({ ...common, kind: z.literal('embed'), settings: kindFields.embed.settings }),
  live: z.strictObject({ ...common, kind: z.literal('live'), settings: kindFields.live.settings }),
  quiz: z.strictObject({
    ...common,
    kind: z.literal('quiz'),
    body,
    pass: kindFields.quiz.pass,
    questions: z.array(fileQuestion).max(quizLimits.questions),
  }),
  assignment: z.strictObject({
    ...common,
    kind: z.literal('assignment'),
    settings: kindFields.assignment.settings,
  }),
} as const;

/** The kinds whose file is Markdown; the others are YAML. */
export const markdownKinds = [
  ...(['article', 'video', 'audio', 'document', 'download', 'embed', 'live', 'assignment'] as const),
] as const;

/** `media/media.yaml` */
export const mediaFile = z.strictObject({
  files: z.array(z.strictObject({ file: mediaName, hash: mediaHash })).max(2_000),
});

/** @see lessonFiles */
export type LessonFile = z.infer<(typeof lessonFiles)[keyof typeof lessonFiles]>;
