import { z } from 'zod';
import { courseSlug } from '@/server/domains/courses/contract';
import { assetFailures } from '@/server/domains/media/contract';
import { localTime, timeZoneName } from '@/server/platform/zoned-time';
import { embedUrl } from './embeds';
import { quizFields } from './quiz';

/** What a lesson is made of. */
export const lessonKinds = [
  'article',
  'video',
  'audio',
  'document',
  'download',
  'embed',
  'live',
  'quiz',
  'assignment',
] as const;

/** One of {@link lessonKinds}. */
export type LessonKind = (typeof lessonKinds)[number];

/** How much there may be in the settings of one lesson. */
export const settingsLimits = { files: 20, label: 160, minutes: 1_440, shortestSession: 5 } as const;

/** How long a lesson takes, in minutes, as its author says; null leaves it to be estimated. */
const minutes = z.number().int().min(1).max(settingsLimits.minutes).nullable();
const label = z.string().trim().max(settingsLimits.label);
const timeZone = timeZoneName;
const nothing = z.literal('');

/** An address that leaves nobody on a line that can be listened to. */
const secureUrl = z
  .url({ protocol: /^https$/ })
  .max(2_000)
  .refine((text) => URL.canParse(text) && new URL(text).username === '');

/** What belongs to a lesson of each kind besides its words and its file, as staff writes it. */
export const settingsByKind = {
  article: z.object({ kind: z.literal('article') }),
  video: z.object({ kind: z.literal('video') }),
  audio: z.object({ kind: z.literal('audio') }),
  document: z.object({ kind: z.literal('document'), minutes }),
  download: z.object({
    kind: z.literal('download'),
    minutes,
    files: z
      .array(z.object({ assetId: z.uuid(), label }))
      .max(settingsLimits.files)
      .refine((files) => new Set(files.map(({ assetId }) => assetId)).size === files.length),
  }),
  embed: z.object({
    kind: z.literal('embed'),
    minutes,
    url: z.union([nothing, embedUrl]),
    /** Says in words what the frame shows. */
    title: label,
  }),
  live: z.object({
    kind: z.literal('live'),
    /** When it begins, by the clocks of {@link timeZone}. */
    startsLocal: z.union([nothing, localTime]),
    timeZone,
    minutes: z.number().int().min(settingsLimits.shortestSession).max(settingsLimits.minutes),
    joinUrl: z.union([nothing, secureUrl]),
    isCancelled: z.boolean(),
    /** The lesson with its recording. */
    recordingLessonId: z.uuid().nullable(),
  }),
  quiz: z.object({ kind: z.literal('quiz'), ...quizFields }),
  assignment: z.object({
    kind: z.literal('assignment'),
    minutes,
    dueLocal: z.union([nothing, localTime]),
    timeZone,
    accepts: z
      .object({ text: z.boolean(), files: z.boolean(), links: z.boolean() })
      .refine(({ text, files, links }) => text || files || links),
    /** What completes the lesson. */
    completesOn: z.enum(['submitted', 'passed']),
  }),
} as const;

/** What belongs to a lesson besides its words and its file, as staff writes it: also half of it. */
export const lessonSettings = z.discriminatedUnion('kind', [
  settingsByKind.article,
  settingsByKind.video,
  settingsByKind.audio,
  settingsByKind.document,
  settingsByKind.download,
  settingsByKind.embed,
  settingsByKind.live,
  settingsByKind.quiz,
  settingsByKind.assignment,
]);

const instant = z.iso.datetime().nullable();

/** The same as it is stored, with what the server makes of it. Staff only: it holds keys and addresses. */
export const storedSettings = z.discriminatedUnion('kind', [
  settingsByKind.article,
  settingsByKind.video,
  settingsByKind.audio,
  settingsByKind.document,
  settingsByKind.download,
  settingsByKind.embed,
  settingsByKind.live.extend({
    startsAt: instant,
    /** Grows with every change that calendars have to follow: SEQUENCE of RFC 5545, 3.8.7.4. */
    sequence: z.number().int().min(0),
    changedAt: z.iso.datetime(),
  }),
  settingsByKind.quiz,
  settingsByKind.assignment.extend({ dueAt: instant }),
]);

/** @see lessonSettings */
export type LessonSettings = z.infer<typeof lessonSettings>;
/** @see storedSettings */
export type StoredSettings = z.infer<typeof storedSettings>;
/** The settings of one kind. */
export type SettingsOf<Kind extends LessonKind> = Extract<LessonSettings, { readonly kind: Kind }>;

/** Names a lesson of a course. */
const lessonPick = z.object({ courseSlug, lessonId: z.uuid() });

/** Saves settings and file of a lesson over the revision that the writer began with. */
export const saveSettingsInput = lessonPick.extend({
  revision: z.number().int().min(1),
  /** The one file that the lesson shows; of no account for kinds without one. */
  assetId: z.uuid().nullable(),
  settings: lessonSettings,
});

/** What is saved now. */
export const settingsSaved = z.object({ revision: z.number().int() });

/** A file as those see it who put it into a lesson. */
export const studioFile = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['image', 'video', 'audio', 'document']),
  status: z.enum(['pending', 'ready', 'failed']),
  bytes: z.number().int(),
  durationMs: z.number().int().nullable(),
  progressPercent: z.number().int(),
  failure: z.enum(assetFailures).nullable(),
  /** How many tracks of captions it has. */
  captions: z.number().int(),
  /** Whether it is the reader's own, so that they can change it in their library. */
  isOwn: z.boolean(),
});

/** What belongs to a lesson besides its words, as staff edits it. */
export const studioSettings = z.object({
  lessonId: z.string(),
  kind: z.enum(lessonKinds),
  revision: z.number().int(),
  assetId: z.string().nullable(),
  settings: lessonSettings,
  /** Every file that the settings name; one that is gone is absent. */
  files: z.array(studioFile),
  /** The other lessons of the course, where a recording may be. */
  lessons: z.array(z.object({ id: z.string(), title: z.string() })),
});

/** @see studioFile */
export type StudioFile = z.infer<typeof studioFile>;
/** @see studioSettings */
export type StudioSettings = z.infer<typeof studioSettings>;

/** How long before a live session its door is open, in ms. */
export const doorsOpenMs = 10 * 60_000;
