import { z } from 'zod';

/** A recording that is listened to; its addresses are short-lived and belong to this learner. */
const audioView = z.object({
  /** The file itself, for a recording without a stream. */
  url: z.string().nullable(),
  contentType: z.string(),
  streamUrl: z.string().nullable(),
  durationMs: z.number().int(),
  /** Its waveform: amplitudes of equal stretches, 0 to 255; empty when it was not measured. */
  peaks: z.array(z.number().int()),
  captions: z.array(z.object({ locale: z.string(), label: z.string(), url: z.string() })),
});

/** A file to take away, under an address that asks again who comes. */
const fileView = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  contentType: z.string(),
  url: z.string(),
});

/** What a lesson has besides its words, as a learner gets it: never a key, and no address before its time. */
export const lessonPart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('audio'), audio: audioView.nullable() }),
  z.object({
    kind: z.literal('document'),
    /** Null while there is none, or it is not ready. */
    file: fileView.nullable(),
    /** Shows it in a frame; null for what no browser shows. */
    frameUrl: z.string().nullable(),
    /** Pictures of so many of its first pages lie below `pagesUrl`, as `1.jpg` and so on; null while there is no file. */
    pages: z
      .object({
        pageCount: z.number().int().nullable(),
        pagePictures: z.number().int(),
        pagesUrl: z.string().nullable(),
      })
      .nullable(),
  }),
  z.object({ kind: z.literal('download'), files: z.array(fileView) }),
  z.object({
    kind: z.literal('embed'),
    embed: z
      .object({
        site: z.string(),
        title: z.string(),
        url: z.string(),
        /** A page of ours that holds the frame. */
        frameUrl: z.string(),
        ratio: z.string(),
      })
      .nullable(),
  }),
  z.object({
    kind: z.literal('live'),
    startsAt: z.date().nullable(),
    minutes: z.number().int(),
    timeZone: z.string(),
    isCancelled: z.boolean(),
    /** Whether people can come in now. */
    isOpen: z.boolean(),
    /** Whether a learner can have been there. */
    isAttendable: z.boolean(),
    /** Null until the door is open, and when the session is over. */
    joinUrl: z.string().nullable(),
    /** Whether there will be an address to join by. */
    hasJoinUrl: z.boolean(),
    recording: z.object({ slug: z.string(), title: z.string() }).nullable(),
    calendarUrl: z.string(),
    sequence: z.number().int(),
    changedAt: z.date(),
  }),
  z.object({
    kind: z.literal('assignment'),
    dueAt: z.date().nullable(),
    timeZone: z.string(),
    accepts: z.object({ text: z.boolean(), files: z.boolean(), links: z.boolean() }),
    completesOn: z.enum(['submitted', 'passed']),
  }),
]);

/** @see lessonPart */
export type LessonPart = z.infer<typeof lessonPart>;
/** The part of one kind. */
export type PartOf<Kind extends LessonPart['kind']> = Extract<LessonPart, { readonly kind: Kind }>;
