import { z } from 'zod';
import { curriculum, lessonPick, lessonView, outlineLimits } from '@/server/domains/content/contract';
import { courseSlug, detailLimits } from '@/server/domains/courses/contract';

/** Makes a draft of a course. */
export const duplicateCourseInput = z.object({
  courseSlug,
  /** The id the copy is to have, chosen by who asks: asked twice, there is one copy. */
  copyId: z.uuid(),
  title: z.string().trim().min(1).max(detailLimits.title),
});

/** What became of it. */
export const courseDuplicated = z.object({
  /** Where the copy is. */
  courseSlug: z.string(),
  /** How many lessons and sections of the source have a rule that names a cohort: no cohort is copied. */
  cohortRules: z.number().int(),
});

/** @see courseDuplicated */
export type CourseDuplicated = z.infer<typeof courseDuplicated>;

/** Puts a copy of a lesson behind it. */
export const duplicateLessonInput = lessonPick.extend({
  title: z.string().trim().min(1).max(outlineLimits.title),
});

/** Asks to see a course as a learner does; without a lesson, its first one. */
export const previewInput = z.object({ courseSlug, lessonSlug: courseSlug.optional() });

const neighbour = z.object({ slug: z.string(), title: z.string() }).nullable();

/** A course as learners will see it, and one lesson of it. Nothing of it is anybody's progress. */
export const previewView = z.object({
  courseSlug: z.string(),
  courseTitle: z.string(),
  language: z.string(),
  sections: curriculum.shape.sections,
  /** Null for a course without a lesson that can be shown. */
  lesson: lessonView.nullable(),
  /** With its key, so that the browser alone can say what is right. */
  quiz: z
    .object({
      passPercent: z.number().int(),
      questions: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(['single', 'multiple']),
          promptMd: z.string(),
          explanationMd: z.string(),
          choices: z.array(z.object({ id: z.string(), textMd: z.string(), isCorrect: z.boolean() })),
        }),
      ),
    })
    .nullable(),
  previous: neighbour,
  next: neighbour,
});

/** @see previewView */
export type PreviewView = z.infer<typeof previewView>;
