import { z } from 'zod';
import { coverView, visibilities } from '@/server/domains/courses/contract';
import { pictureView } from '@/server/domains/users/contract';

/** A course as its teachers watch it. Rates are whole percentages of learners, null while there are none. */
export const taughtCourse = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  status: z.enum(['draft', 'published', 'archived']),
  visibility: z.enum(visibilities),
  cover: coverView.nullable(),
  learners: z.number().int(),
  completed: z.number().int(),
  completionPercent: z.number().int().nullable(),
  ratingMean: z.number().nullable(),
  ratingCount: z.number().int(),
});

/** The instructor's first screen. */
export const teachingOverview = z.object({
  courses: z.array(taughtCourse),
  totals: z.object({ courses: z.number().int(), learners: z.number().int(), completed: z.number().int() }),
});

/** Asks for the learners of one course. */
export const learnersInput = z.object({
  courseSlug: z.string().max(80),
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(50).default(25),
});

/** One learner of a course as its teachers see them. */
export const learnerRow = z.object({
  enrollmentId: z.string(),
  name: z.string(),
  picture: pictureView.nullable(),
  enrolledAt: z.date(),
  lastActivityAt: z.date(),
  completedAt: z.date().nullable(),
  completedLessons: z.number().int(),
  totalLessons: z.number().int(),
  percent: z.number().int(),
  /** Best scores in the course's quizzes, mean over those tried, as a whole percentage; null before the first. */
  quizPercent: z.number().int().nullable(),
});

/** A page of learners, latest enrollment first. */
export const learnersPage = z.object({
  course: taughtCourse,
  items: z.array(learnerRow),
  nextCursor: z.string().nullable(),
});

/** @see taughtCourse */
export type TaughtCourse = z.infer<typeof taughtCourse>;
/** @see teachingOverview */
export type TeachingOverview = z.infer<typeof teachingOverview>;
/** @see learnersPage */
export type LearnersPage = z.infer<typeof learnersPage>;
/** @see learnerRow */
export type LearnerRow = z.infer<typeof learnerRow>;
