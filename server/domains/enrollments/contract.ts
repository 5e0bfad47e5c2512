import { z } from 'zod';
import { lessonSlug, lessonSummary, lessonView } from '@/server/domains/content/contract';
import type { LessonKind } from '@/server/domains/content/contract/settings';
import { courseSlug, imageView } from '@/server/domains/courses/contract';
import { idempotencyKey } from '@/server/platform/idempotency-key';

/** Asks for a place in a course. */
export const enrollInput = z.object({ courseId: z.uuid(), idempotencyKey });

/** A learner's place in a course. `isNew` is false when they had it already. */
export const enrollResult = z.object({
  enrollmentId: z.string(),
  courseSlug: z.string(),
  isNew: z.boolean(),
  /** Where to begin, or null while the course has no lessons. */
  firstLessonSlug: z.string().nullable(),
});

/** How far a learner is. `percent` is a whole number, and 100 exactly when the course is completed. */
export const progressView = z.object({
  completedLessons: z.number().int(),
  totalLessons: z.number().int(),
  percent: z.number().int().min(0).max(100),
  isCompleted: z.boolean(),
});

/** Asks whether the caller is in a course. */
export const findMineInput = z.object({ courseId: z.uuid() });

/** What has come to a course since a learner finished it, and is not done yet. They stay finished. */
export const newSinceFinished = z.object({
  count: z.number().int(),
  /** The first ones. */
  lessons: z.array(z.object({ slug: z.string(), title: z.string() })),
});

/** A learner's own enrollment. */
export const enrollmentView = z.object({
  enrollmentId: z.string(),
  courseId: z.string(),
  courseSlug: z.string(),
  courseTitle: z.string(),
  enrolledAt: z.date(),
  completedAt: z.date().nullable(),
  lastActivityAt: z.date(),
  progress: progressView,
  /** The lesson to go on with: the last one visited while unfinished, else the first unfinished one. */
  continueWith: z.object({ slug: z.string(), title: z.string() }).nullable(),
  /** Null also for who has not finished. */
  newSince: newSinceFinished.nullable(),
});

/** Asks for a page of the caller's courses. */
export const listMineInput = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(50).default(20),
});

/** The caller's courses, latest activity first. */
export const enrollmentList = z.object({
  items: z.array(enrollmentView.extend({ cover: imageView.nullable() })),
  nextCursor: z.string().nullable(),
});

/** Names a lesson by its addresses. */
export const lessonPlace = z.object({ courseSlug, lessonSlug });

/** Names a course by its address. */
export const coursePlace = z.object({ courseSlug });

/** One lesson of the outline as this learner sees it. */
const outlineLesson = lessonSummary.extend({
  isCompleted: z.boolean(),
  /** Whether it came after this learner had finished the course, and is not done yet. */
  isNew: z.boolean(),
});

/** The course as its player shows it. */
export const outlineView = z.object({
  courseId: z.string(),
  courseSlug: z.string(),
  courseTitle: z.string(),
  language: z.string(),
  /** As what the caller is here: visitors see the outline as everybody does, and open previews only. */
  access: z.enum(['learner', 'staff', 'visitor']),
  /** Null for staff and visitors who are not enrolled. */
  enrollmentId: z.string().nullable(),
  completedAt: z.date().nullable(),
  progress: progressView,
  /** The lesson to go on with, as in {@link enrollmentView}; for visitors the first preview. */
  continueWith: z.object({ slug: z.string(), title: z.string() }).nullable(),
  newSince: newSinceFinished.nullable(),
  /** What the author says about the present version, to who was there before it. */
  news: z.object({ at: z.date(), note: z.string() }).nullable(),
  sections: z.array(z.object({ id: z.string(), title: z.string(), lessons: z.array(outlineLesson) })),
});

/** What publishing the working copy of a course means for its learners, in numbers. */
export const publishImpact = z.object({
  learners: z.number().int(),
  /** Who has finished, and stays so. */
  finished: z.number().int(),
  /** Who is in the middle. */
  underWay: z.number().int(),
  /** Whose progress, in whole percent, becomes more or less, among those in the middle. */
  movesUp: z.number().int(),
  movesDown: z.number().int(),
  /** Who has done all that the course will have, and has finished it with their next step. */
  finishing: z.number().int(),
  /** Lessons that those who have finished will see as new. */
  newLessons: z.number().int(),
});

/** What a watch record says about a video lesson. */
export const watchView = z.object({
  positionMs: z.number().int(),
  /** Share of the video watched at least once, rounded down. */
  watchedPercent: z.number().int(),
  neededPercent: z.number().int(),
});

/** A lesson opened in the player. */
export const openLessonView = z.object({
  lesson: lessonView,
  courseTitle: z.string(),
  /** False for staff and for visitors of a preview: nothing they do here is kept. */
  isEnrolled: z.boolean(),
  isCompleted: z.boolean(),
  watch: watchView.nullable(),
  previous: z.object({ slug: z.string(), title: z.string() }).nullable(),
  next: z.object({ slug: z.string(), title: z.string() }).nullable(),
});

/** Says that the caller has opened a lesson. */
export const visitInput = z.object({ lessonId: z.uuid() });

/** The kinds that a learner completes by saying so; the others are watched, passed or handed in. */
const kindsByHand: ReadonlySet<LessonKind> = new Set(['article', 'document', 'download', 'embed', 'live']);

/** Tells whether a lesson of this kind is completed by its learner saying so. */
export function completesByHand(kind: LessonKind): boolean {
  return kindsByHand.has(kind);
}

/** Says that the caller has read a lesson. */
export const completeLessonInput = z.object({ lessonId: z.uuid() });

/** What is true after a step forward. */
export const stepResult = z.object({
  lessonId: z.string(),
  isLessonCompleted: z.boolean(),
  progress: progressView,
  watch: watchView.nullable(),
});

/**
 * Stretches of a video the player really played since its last beat, in ms, and where it stands. At most 50 stretches:
 * a player merges what touches.
 */
export const recordWatchInput = z.object({
  lessonId: z.uuid(),
  played: z
    .array(
      z
        .tuple([z.number().int().min(0), z.number().int().min(0)])
        .refine(([from, to]) => to > from, 'a stretch ends after it begins'),
    )
    .max(50),
  positionMs: z.number().int().min(0),
});

/** @see newSinceFinished */
export type NewSinceFinished = z.infer<typeof newSinceFinished>;
/** @see publishImpact */
export type PublishImpact = z.infer<typeof publishImpact>;
/** @see enrollResult */
export type EnrollResult = z.infer<typeof enrollResult>;
/** @see progressView */
export type ProgressView = z.infer<typeof progressView>;
/** @see enrollmentView */
export type EnrollmentView = z.infer<typeof enrollmentView>;
/** @see enrollmentList */
export type EnrollmentList = z.infer<typeof enrollmentList>;
/** @see outlineView */
export type OutlineView = z.infer<typeof outlineView>;
/** @see openLessonView */
export type OpenLessonView = z.infer<typeof openLessonView>;
/** @see stepResult */
export type StepResult = z.infer<typeof stepResult>;
/** @see watchView */
export type WatchView = z.infer<typeof watchView>;
