import { z } from 'zod';
import { lessonSlug, lessonSummary, lessonView, lockView } from '@/server/domains/content/contract';
import { cohortFields, cohortView, courseSlug, coverView } from '@/server/domains/courses/contract';
import { idempotencyKey } from '@/server/platform/idempotency-key';
import { localTime, timeZoneName } from '@/server/platform/zoned-time';

/** Asks for a place in a course. */
export const enrollInput = z.object({
  courseId: z.uuid(),
  /** The cohort to join; left out, it is the next one that is open. */
  cohortId: z.uuid().optional(),
  idempotencyKey,
});

/** A learner's place in a course. `isNew` is false when they had it already. */
export const enrollResult = z.object({
  enrollmentId: z.string(),
  courseSlug: z.string(),
  isNew: z.boolean(),
  /** Where to begin, or null while no lesson is open. */
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
  items: z.array(enrollmentView.extend({ cover: coverView.nullable() })),
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
  /** Why it is not open to this learner and when it is, if that is known; null for everybody else. */
  lock: lockView.nullable(),
  /** When it closes by itself. */
  closesAt: z.date().nullable(),
});

/** The course as its player shows it. */
export const outlineView = z.object({
  courseId: z.string(),
  courseSlug: z.string(),
  courseTitle: z.string(),
  language: z.string(),
  /** The zone of the reader, for times that have none of their own. */
  zone: z.string(),
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
  /** The same once this lesson is completed: what waits for it is open then. */
  nextWhenDone: z.object({ slug: z.string(), title: z.string() }).nullable(),
  /** The lesson that follows in the outline when it is still locked then, and why. */
  nextLocked: z.object({ title: z.string(), lock: lockView }).nullable(),
});

/** Says that the caller has opened a lesson. */
export const visitInput = z.object({ lessonId: z.uuid() });

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
/** Names a learner of a course. */
export const learnerPlace = z.object({ courseSlug, enrollmentId: z.uuid() });

/** A learner of a course as its staff sees them: each lesson with whether it is open to them, and what was decided. */
export const learnerView = z.object({
  enrollmentId: z.string(),
  name: z.string(),
  enrolledAt: z.date(),
  /** The zone of the learner, for times that have none of their own. */
  zone: z.string(),
  cohort: z.object({ id: z.string(), name: z.string() }).nullable(),
  cohorts: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Whether the reader may decide anything here. */
  mayManage: z.boolean(),
  progress: progressView,
  sections: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      lessons: z.array(
        outlineLesson.omit({ isNew: true }).extend({
          override: z
            .object({
              opens: z.enum(['open', 'closed']),
              until: z.date().nullable(),
              isOver: z.boolean(),
              reason: z.string(),
              setBy: z.string().nullable(),
              setAt: z.date(),
            })
            .nullable(),
        }),
      ),
    }),
  ),
});

/** The longest reason of an override, in characters. */
export const longestReason = 500;

/** Opens or closes a lesson for one learner, whatever the rules say. */
export const setOverrideInput = learnerPlace.extend({
  lessonId: z.uuid(),
  opens: z.enum(['open', 'closed']),
  /** When it ends, on the clocks of a zone; null is never. */
  until: z.object({ at: localTime, zone: timeZoneName }).nullable(),
  reason: z.string().trim().min(1).max(longestReason),
});

/** Lets the rules decide again. */
export const clearOverrideInput = learnerPlace.extend({ lessonId: z.uuid() });

/** Puts a learner into a cohort, or out of any. */
export const moveLearnerInput = learnerPlace.extend({ cohortId: z.uuid().nullable() });

/** Where the learner is now. */
export const learnerMoved = z.object({ enrollmentId: z.string(), cohortId: z.string().nullable() });

/** The cohorts of a course as staff sees them. */
export const cohortList = z.object({
  isCohortOnly: z.boolean(),
  cohorts: z.array(
    z.object({
      id: z.string(),
      fields: cohortFields,
      view: cohortView,
      learners: z.number().int(),
    }),
  ),
  /** Learners in none. */
  withoutCohort: z.number().int(),
});

/** Asks for the learners of a cohort; null asks for those in none. */
export const cohortLearnersInput = z.object({
  courseSlug,
  cohortId: z.uuid().nullable(),
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(50).default(50),
});

/** A page of the learners of a cohort, latest enrollment first. */
export const cohortLearners = z.object({
  items: z.array(z.object({ enrollmentId: z.string(), name: z.string(), enrolledAt: z.date() })),
  nextCursor: z.string().nullable(),
});

/** @see learnerView */
export type LearnerView = z.infer<typeof learnerView>;
/** @see cohortList */
export type CohortList = z.infer<typeof cohortList>;
/** @see cohortLearners */
export type CohortLearners = z.infer<typeof cohortLearners>;
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
