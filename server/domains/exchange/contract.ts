import { z } from 'zod';
import { courseSlug } from '@/server/domains/courses/contract';
import { courseDocument } from '@/server/domains/exchange/contract/document';
import { documentProblem } from '@/server/domains/exchange/contract/problems';

/** Names a course by its address, or by the id that a folder keeps. */
export const pullInput = z.union([z.object({ courseSlug }), z.object({ courseId: z.uuid() })]);

/** A state of a course, to tell it from others. */
const version = z.string().max(64);

/** A whole course as it is now. */
const pulledCourse = z.object({ document: courseDocument, version });

/** A course as it is, or that there is none of this id yet. */
export const pulled = z.discriminatedUnion('outcome', [
  pulledCourse.extend({ outcome: z.literal('found') }),
  z.object({ outcome: z.literal('new') }),
]);

/** Asks what the server would say to a course. */
export const checkInput = z.object({ document: courseDocument });

/** What is wrong with a course; nothing when it could be written. */
export const checked = z.object({ problems: z.array(documentProblem) });

/** Writes a course over the state its writer began with; null for one that is new. */
export const pushInput = z.object({
  document: courseDocument,
  base: version.nullable(),
  /** Whether what the document does not have is taken out of the course. */
  prune: z.boolean(),
});

/** What came of it: it is written, and this is its state now; or this is wrong with it, and nothing was changed. */
export const pushed = z.discriminatedUnion('outcome', [
  pulledCourse.extend({ outcome: z.literal('written') }),
  z.object({ outcome: z.literal('refused'), problems: z.array(documentProblem) }),
]);

/** The files that the lessons of a course show, with addresses that work for an hour. */
export const courseFiles = z.object({
  items: z.array(
    z.object({
      hash: z.string(),
      assetId: z.string(),
      bytes: z.number().int(),
      url: z.string(),
      captions: z.array(z.object({ language: z.string(), url: z.string() })),
    }),
  ),
});

/** Names a course by its id. */
export const byCourseId = z.object({ courseId: z.uuid() });

/** @see courseFiles */
export type CourseFiles = z.infer<typeof courseFiles>;
