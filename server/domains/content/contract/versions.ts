import { z } from 'zod';
import { lessonSummary } from '@/server/domains/content/contract';
import { storedRule } from '@/server/domains/content/contract/release';
import { courseSlug, versionedDetails } from '@/server/domains/courses/contract';

/** The longest note to learners, in characters. */
export const longestNote = 500;

/** Publishes a course. */
export const publishInput = z.object({
  courseSlug,
  /** Names the working copy that the author looked at; another one is not published. */
  stamp: z.string().max(64).optional(),
  /** What its author tells learners about it. */
  note: z.string().trim().max(longestNote).default(''),
});

/** Names a version of a course. */
export const versionPick = z.object({ courseSlug, versionId: z.uuid() });

/** What restoring did. */
export const versionRestored = z.object({
  /** The version that keeps the working copy as it was before; null when everybody sees that one. */
  keptId: z.string().nullable(),
  /** How much changed; 0 when the working copy was that version already. */
  count: z.number().int(),
});

/** How much is not published yet. */
export const pendingChanges = z.object({
  /** The version that everybody sees; null before the first. */
  publishedId: z.string().nullable(),
  count: z.number().int(),
});

/** A version as the history names it. */
export const versionHead = z.object({
  id: z.string(),
  kind: z.enum(['published', 'kept']),
  /** Counts what was published; null for what was only kept. */
  number: z.number().int().nullable(),
  createdAt: z.date(),
});

/** Asks for a page of the versions of a course. */
export const versionsInput = z.object({
  courseSlug,
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(50).default(20),
});

/** The versions of a course, the latest first. */
export const versionList = z.object({
  items: z.array(
    versionHead.extend({
      note: z.string(),
      /** Who made it; null when nobody knows any more. */
      authorName: z.string().nullable(),
      lessonCount: z.number().int(),
      minutes: z.number().int(),
      /** Whether everybody sees it. */
      isPublished: z.boolean(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

/** Compares two versions of a course; without `toId` the working copy is the second, without `fromId` the published one the first. */
export const compareInput = z.object({
  courseSlug,
  fromId: z.uuid().optional(),
  toId: z.uuid().optional(),
});

const words = z.object({ text: z.string(), isChanged: z.boolean() });

/** Two texts side by side: lines that are the same, removed or added, and how many of the same are left out. */
export const textDiff = z.array(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['same', 'removed', 'added']), words: z.array(words) }),
    z.object({ kind: z.literal('left_out'), count: z.number().int() }),
  ]),
);

const named = z.object({ id: z.string(), name: z.string() });

const change = z.enum(['added', 'moved', 'changed', 'removed']);

/** When something opened and opens; null is at once. */
const ruleChange = z.object({ from: storedRule.nullable(), to: storedRule.nullable() }).nullable();

/** What of a lesson besides its text and its rule can differ. */
export const lessonFieldNames = ['slug', 'title', 'kind', 'minutes', 'isPreview'] as const;

/** What differs between two versions of a course. */
export const courseComparison = z.object({
  /** The first; null when nothing was published yet. */
  from: versionHead.nullable(),
  /** The second; null when it is the working copy. */
  to: versionHead.nullable(),
  /** Names the working copy that was compared, for publishing exactly this one; null when none was. */
  stamp: z.string().nullable(),
  count: z.number().int(),
  details: z.array(
    z.object({
      field: z.enum(versionedDetails),
      /** What it said before and says now; lists line by line. */
      from: z.string(),
      to: z.string(),
      lines: textDiff,
    }),
  ),
  sections: z.array(
    z.object({
      ...{ id: z.string(), change, title: z.string(), formerTitle: z.string().nullable() },
      /** Null when it opens as before. */
      rule: ruleChange,
    }),
  ),
  lessons: z.array(
    z.object({
      id: z.string(),
      change,
      title: z.string(),
      kind: lessonSummary.shape.kind,
      sectionTitle: z.string(),
      /** Where it was, when it was moved to another section. */
      formerSectionTitle: z.string().nullable(),
      fields: z.array(z.object({ field: z.enum(lessonFieldNames), from: z.string(), to: z.string() })),
      isTextChanged: z.boolean(),
      /** Null when it opens as before. */
      rule: ruleChange,
    }),
  ),
  /** What the lessons and cohorts of the rules above are called; what is not among them is not there any more. */
  ruleNames: z.object({ lessons: z.array(named), cohorts: z.array(named) }),
});

/** What of the settings of a lesson can differ; of a whole list, what was done with one thing of it. */
const settingNames = [
  'file',
  'fileAdded',
  'fileRemoved',
  'fileRenamed',
  'filesMoved',
  'address',
  'describes',
  'begins',
  'length',
  'joinUrl',
  'cancelled',
  'recording',
  'due',
  'accepts',
  'completesOn',
  'minutes',
  'passPercent',
  'questionAdded',
  'questionRemoved',
  'questionChanged',
  'questionsMoved',
] as const;

/** What of a question can differ. */
const questionParts = ['prompt', 'kind', 'choices', 'key', 'explanation', 'points'] as const;

/** How what a lesson says, and what it has besides, differs. */
export const lessonComparison = z.object({
  lines: textDiff,
  settings: z.array(
    z.object({
      setting: z.enum(settingNames),
      /**
       * What it said before and says now; empty for nothing. A time is the one on the wall, a space, its zone; several things
       * are parted by commas. Of a question or a file that came, went or changed, `to` names it.
       */
      from: z.string(),
      to: z.string(),
      /** What of a question has changed. */
      parts: z.array(z.enum(questionParts)),
    }),
  ),
});

/** Asks how the text of a lesson differs between the same two as in {@link compareInput}. */
export const compareTextInput = compareInput.extend({ lessonId: z.uuid() });

/** @see pendingChanges */
export type PendingChanges = z.infer<typeof pendingChanges>;
/** @see versionRestored */
export type VersionRestored = z.infer<typeof versionRestored>;
/** @see versionHead */
export type VersionHead = z.infer<typeof versionHead>;
/** @see versionList */
export type VersionList = z.infer<typeof versionList>;
/** @see courseComparison */
export type CourseComparison = z.infer<typeof courseComparison>;
/** @see lessonComparison */
export type LessonComparison = z.infer<typeof lessonComparison>;
/** @see textDiff */
export type TextDiff = z.infer<typeof textDiff>;
