import { z } from 'zod';

/** What a lesson is made of. */
const lessonKinds = ['article', 'video', 'quiz'] as const;

/** What a lesson's address within its course may look like. */
export const lessonSlug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);

/** A lesson's place in the outline; says nothing of its content. */
export const lessonSummary = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  kind: z.enum(lessonKinds),
  minutes: z.number().int(),
  isPreview: z.boolean(),
});

/** The outline of a course in order. */
export const curriculum = z.object({
  sections: z.array(z.object({ id: z.string(), title: z.string(), lessons: z.array(lessonSummary) })),
});

/** A WebVTT track and where to load it. */
const captionView = z.object({ locale: z.string(), label: z.string(), url: z.string() });

/** A playable video; its URLs are short-lived and belong to this learner. */
export const videoView = z.object({
  url: z.string(),
  contentType: z.string(),
  streamUrl: z.string().nullable(),
  width: z.number().int(),
  height: z.number().int(),
  durationMs: z.number().int(),
  posterUrl: z.string().nullable(),
  captions: z.array(captionView),
});

/** A lesson as a learner reads or watches it. */
export const lessonView = lessonSummary.extend({ bodyMd: z.string(), video: videoView.nullable() });

/** @see lessonSummary */
export type LessonSummary = z.infer<typeof lessonSummary>;
/** @see curriculum */
export type Curriculum = z.infer<typeof curriculum>;
/** @see videoView */
export type VideoView = z.infer<typeof videoView>;
/** @see lessonView */
export type LessonView = z.infer<typeof lessonView>;
