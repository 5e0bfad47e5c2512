import { z } from 'zod';
import { courseSlug } from '@/server/domains/courses/contract';

/** How much can be handed in at once. */
export const submissionLimits = {
  text: 50_000,
  links: 10,
  files: 10,
  fileBytes: 50_000_000,
  feedback: 10_000,
} as const;

const byLesson = z.object({ lessonId: z.uuid() });

const link = z.url({ protocol: /^https?$/ }).max(2_000);

const fileView = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  /** Fetches it as an attachment; works for some hours. */
  url: z.string(),
});

const work = { textMd: z.string(), links: z.array(z.string()), files: z.array(fileView) };

/** Where a hand-in stands. */
const handedInStatus = z.enum(['submitted', 'passed', 'needs_work']);

const handIn = z.object({
  id: z.string(),
  number: z.number().int(),
  status: handedInStatus,
  submittedAt: z.date(),
  ...work,
  feedbackMd: z.string(),
  gradedAt: z.date().nullable(),
});

/** An assignment as its learner stands with it. */
export const submissionView = z.object({
  /** What is being written; null before the first word and after a hand-in. */
  draft: z.object({ revision: z.number().int(), ...work }).nullable(),
  /** What was handed in, latest first, at most 20. */
  handIns: z.array(handIn),
  /** Whether something can be handed in now. */
  isOpen: z.boolean(),
});

/** Saves what is being written over the revision it began with; 0 is before the first. */
export const saveDraftInput = byLesson.extend({
  revision: z.number().int().min(0),
  textMd: z.string().max(submissionLimits.text),
  links: z.array(link).max(submissionLimits.links),
});

/** What is saved now. */
export const draftSaved = z.object({ revision: z.number().int() });

/** Asks to send a file. */
export const signFileInput = byLesson.extend({
  bytes: z.number().int().min(1).max(submissionLimits.fileBytes),
});

/** Where and how to send it. */
export const signedFile = z.object({
  fileId: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
});

/** Names a file of a draft; with its name, one that has arrived. */
export const draftFile = byLesson.extend({ fileId: z.uuid() });

/** Puts a file that has arrived into the draft. */
export const addFileInput = draftFile.extend({ name: z.string().trim().min(1).max(200) });

/** Names an assignment for its staff. */
export const submissionsOf = z.object({ courseSlug, lessonId: z.uuid() });

/** What learners have handed in, what waits first, at most 100; of each learner the latest. */
export const submissionList = z.array(handIn.extend({ learner: z.string() }));

/** Says what a hand-in is worth, and why. */
export const gradeInput = z.object({
  courseSlug,
  submissionId: z.uuid(),
  verdict: z.enum(['passed', 'needs_work']),
  feedbackMd: z.string().trim().max(submissionLimits.feedback),
});

/** @see submissionView */
export type SubmissionView = z.infer<typeof submissionView>;
/** @see submissionList */
export type SubmissionList = z.infer<typeof submissionList>;
