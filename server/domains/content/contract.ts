import { z } from 'zod';
import { courseSlug } from '@/server/domains/courses/contract';

export {
  type LockReason,
  type LockView,
  lockView,
  type ReleaseRule,
} from '@/server/domains/content/contract/release';

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
  /** The file itself, for a video without a stream. */
  url: z.string().nullable(),
  contentType: z.string(),
  streamUrl: z.string().nullable(),
  width: z.number().int(),
  height: z.number().int(),
  durationMs: z.number().int(),
  posterUrl: z.string().nullable(),
  thumbnailsUrl: z.string().nullable(),
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

/** How much there may be in one course. */
export const outlineLimits = { title: 160, sections: 200, lessonsOfSection: 400, atOnce: 200 } as const;

const outlineTitle = z.string().trim().min(1).max(outlineLimits.title);
const ids = z.array(z.uuid()).max(outlineLimits.atOnce);

/** A lesson as staff sees it. */
const studioLesson = lessonSummary.extend({
  /** Whether learners see it: once it has words, in a published course. */
  isShown: z.boolean(),
});

/** The outline of a course as staff edits it, with what was taken out. */
export const studioOutline = z.object({
  sections: z.array(z.object({ id: z.string(), title: z.string(), lessons: z.array(studioLesson) })),
  removed: z.object({
    sections: z.array(z.object({ id: z.string(), title: z.string(), lessonIds: z.array(z.string()) })),
    lessons: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
});

/** Adds a section at the end. */
export const addSectionInput = z.object({ courseSlug, title: outlineTitle });

/** Adds an article at the end of a section. */
export const addLessonInput = z.object({ courseSlug, sectionId: z.uuid(), title: outlineTitle });

/** Calls a section or a lesson otherwise. */
export const renameInput = z.object({
  courseSlug,
  kind: z.enum(['section', 'lesson']),
  id: z.uuid(),
  title: outlineTitle,
});

/** One step of a move; `afterId` null means to the beginning. */
export const outlineMove = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('section'), id: z.uuid(), afterId: z.uuid().nullable() }),
  z.object({
    kind: z.literal('lessons'),
    ids: ids.min(1),
    sectionId: z.uuid(),
    afterId: z.uuid().nullable(),
  }),
]);

/** Moves sections and lessons, step by step and all or nothing. */
export const moveInput = z.object({
  courseSlug,
  moves: z.array(outlineMove).min(1).max(outlineLimits.atOnce),
});

/** Takes sections, with their lessons, and lessons out of a course, or puts them back where they were. */
export const outlinePicks = z.object({ courseSlug, sectionIds: ids, lessonIds: ids });

/** @see studioOutline */
export type StudioOutline = z.infer<typeof studioOutline>;
/** @see outlineMove */
export type OutlineMove = z.infer<typeof outlineMove>;

/** The longest text of a lesson, in characters; longer ones are better two lessons. */
export const longestLesson = 200_000;

/** Names a lesson of a course. */
export const lessonPick = z.object({ courseSlug, lessonId: z.uuid() });

/** The text of an article as staff edits it. */
export const lessonText = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  bodyMd: z.string(),
  /** Counts the saves. */
  revision: z.number().int(),
});

/** Saves the text of an article over the revision that the writer began with. */
export const saveLessonInput = lessonPick.extend({
  revision: z.number().int().min(1),
  bodyMd: z.string().max(longestLesson),
});

/** What is saved now. */
export const lessonSaved = z.object({ revision: z.number().int() });

/** @see lessonText */
export type LessonText = z.infer<typeof lessonText>;

/** What is looked at before everybody sees a course. */
export const checks = [
  'description',
  'lessons',
  'captions',
  'alt',
  'words',
  'headings',
  'cover',
  'coverText',
  'subtitle',
  'outcomes',
  'tags',
  'release',
] as const;

/** One of {@link checks}. */
export type Check = (typeof checks)[number];

/** How ready a course is. */
export const checklist = z.object({
  status: z.enum(['draft', 'published', 'archived']),
  /** Whether everything that has to be there is there. */
  isReady: z.boolean(),
  items: z.array(
    z.object({
      check: z.enum(checks),
      isMet: z.boolean(),
      /** Whether a course can be published without it. */
      isRequired: z.boolean(),
      /** The contrast that was measured, to 1, where it is about one. */
      measured: z.number().nullable(),
      /** Where it is missing, the first ones. */
      lessons: z.array(z.object({ id: z.string(), title: z.string(), isArticle: z.boolean() })),
    }),
  ),
});

/** @see checklist */
export type Checklist = z.infer<typeof checklist>;
