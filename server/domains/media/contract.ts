import { z } from 'zod';
import { targetLufs } from '@/server/platform/adapters/transcoder';
import { cueLimits, cueSchema } from './contract/cues';

/** What a file can be. */
export const assetKinds = ['image', 'video', 'audio', 'document'] as const;

/** One of {@link assetKinds}. */
export type AssetKind = (typeof assetKinds)[number];

/** Why a file could not be made ready; each is also an error of `media`, whose text says what to do. */
export const assetFailures = [
  'unreadable',
  'too_long',
  'too_many_pixels',
  'nothing_to_play',
  'other_kind',
  'encrypted',
  'processing_failed',
] as const;

/** The types of file a course can hold, and what each is. */
export const fileTypes = {
  'image/png': 'image',
  'image/jpeg': 'image',
  'image/webp': 'image',
  'image/avif': 'image',
  'image/gif': 'image',
  'video/mp4': 'video',
  'video/quicktime': 'video',
  'video/webm': 'video',
  'video/matroska': 'video',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/wav': 'audio',
  'audio/ogg': 'audio',
  'audio/flac': 'audio',
  'application/pdf': 'document',
} as const satisfies Readonly<Record<string, AssetKind>>;

/** One of the types in {@link fileTypes}. */
export type FileType = keyof typeof fileTypes;

const mb = 1_000_000;

/** The largest file of each kind, in bytes. */
export const sizeLimits: Readonly<Record<AssetKind, number>> = {
  image: 20 * mb,
  video: 2_000 * mb,
  audio: 500 * mb,
  document: 100 * mb,
};

/** A file is cut into parts of so many bytes; only the last may be shorter. */
export const partBytes = 8 * 1_024 * 1_024;

/** So many bytes at its beginning say what a file is. */
export const headBytes = 4_096;

/** How much a person's library may hold: the bytes of its files with those on their way, and uploads at once. */
export const libraryLimits = { bytes: 50_000 * mb, uploads: 5 } as const;

/** How full a library is. */
export const libraryUsage = z.object({ usedBytes: z.number().int(), limitBytes: z.number().int() });

/** @see libraryUsage */
export type LibraryUsage = z.infer<typeof libraryUsage>;

/** Recordings are brought to this loudness, in LUFS. */
export const evenLufs = targetLufs;

/** So many parts are under way at once. */
export const partsAtOnce = 5;

const sha256 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const fingerprint = z.string().regex(/^[A-Za-z0-9+/]{43}=-[1-9]\d{0,2}$/);
const partNumber = z.number().int().min(1).max(999);

/** Begins the upload of a file, or goes on with it. */
export const beginUploadInput = z.object({
  name: z.string().trim().min(1).max(200),
  bytes: z.number().int().min(1).max(sizeLimits.video),
  fingerprint,
  /** The first {@link headBytes} of the file, in base64. */
  head: z.base64().max(Math.ceil(headBytes / 3) * 4),
});

const uploadFields = {
  id: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  fingerprint: z.string(),
};

/** What comes of the wish to upload a file: it is there already, or these parts of it are. */
export const uploadBegun = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('known'), assetId: z.string(), name: z.string() }),
  z.object({
    outcome: z.literal('open'),
    uploadId: z.string(),
    /** The store has put the parts together already; only the end is missing. */
    isWhole: z.boolean(),
    arrived: z.array(z.object({ number: partNumber, sha256 })),
  }),
]);

/** Names an upload. */
export const byUpload = z.object({ uploadId: z.uuid() });

/** Ends an upload whose parts have all arrived; with `replaces`, in the place of a file that failed. */
export const completeUploadInput = byUpload.extend({ replaces: z.uuid().optional() });

/** Asks to send parts. */
export const signPartsInput = byUpload.extend({
  parts: z
    .array(z.object({ number: partNumber, sha256 }))
    .min(1)
    .max(partsAtOnce),
});

/** Where and how to send each part. */
export const signedParts = z.array(
  z.object({ number: partNumber, url: z.string(), headers: z.record(z.string(), z.string()) }),
);

/** What a finished upload has become: a new file in the library, or the same one that is there already. */
export const uploadCompleted = z.object({
  outcome: z.enum(['new', 'known']),
  assetId: z.string(),
  name: z.string(),
});

/** Uploads that are not finished, latest first. */
export const openUploads = z.array(z.object({ ...uploadFields, createdAt: z.date() }));

/** @see openUploads */
export type OpenUpload = z.infer<typeof openUploads>[number];

/** Names a file of the library. */
export const byAsset = z.object({ assetId: z.uuid() });

/** Says in words what a picture shows. */
export const setAltInput = byAsset.extend({ alt: z.string().trim().max(300) });

/** Chooses what a video shows before it plays. */
export const setPosterInput = byAsset.extend({
  from: z.discriminatedUnion('kind', [
    /** One of the stills that were made of it, counted from 0. */
    z.object({ kind: z.literal('still'), choice: z.number().int().min(0).max(20) }),
    /** Its picture at this moment. */
    z.object({ kind: z.literal('moment'), atMs: z.number().int().min(0).max(86_400_000) }),
    /** A picture of the caller's library. */
    z.object({ kind: z.literal('picture'), pictureId: z.uuid() }),
  ]),
});

/** What comes of the choice of a poster: it is there, or is being made. */
export const posterChosen = byAsset.extend({ outcome: z.enum(['chosen', 'making']) });

/** The poster of a video, and the stills it can be chosen from. */
export const posterList = z.object({
  choices: z.array(z.object({ choice: z.number().int(), url: z.string(), isChosen: z.boolean() })),
  presentUrl: z.string().nullable(),
  /** Another whenever the poster is another one. */
  present: z.string().nullable(),
  /** The present one is none of the choices. */
  isOwn: z.boolean(),
});

/** Follows the work on the caller's files. */
export const liveInput = z.object({ lastEventId: z.string().max(10_000).nullish() });

/** What can be wrong with captions; the names are those of their texts in `messages/<locale>/media.json`. */
const captionProblems = [
  'not_captions',
  'not_utf8',
  'no_cues',
  'too_many_cues',
  'line_too_long',
  'time_missing',
  'time_malformed',
  'ends_before_start',
  'starts_before_previous',
  'empty_cue',
] as const;

const captionProblem = z.object({
  /** Of the file, counted from 1. */
  line: z.number().int(),
  problem: z.enum(captionProblems),
});

/** One thing that is wrong with captions. */
export type CaptionProblem = z.infer<typeof captionProblem>;

/** The languages captions can be in. */
export const captionLocales = [
  'en',
  'es',
  'ar',
  'de',
  'fr',
  'pt',
  'it',
  'nl',
  'pl',
  'uk',
  'ru',
  'tr',
  'fa',
  'hi',
  'zh',
  'ja',
  'ko',
  'vi',
  'id',
  'sw',
] as const;

/** The longest file of captions, in characters: a film of four hours has a quarter of it. */
export const captionCharacters = 900_000;

/** Adds captions in WebVTT or SRT, or puts them in the place of those of the same language. */
export const setCaptionsInput = byAsset.extend({
  locale: z.enum(captionLocales),
  file: z.string().max(captionCharacters),
});

/** What comes of captions: they are kept, or this is wrong with them. */
export const captionsSet = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('kept'), cues: z.number().int() }),
  z.object({ outcome: z.literal('refused'), problems: z.array(captionProblem).min(1) }),
]);

/** Takes captions away; also those in a language that cannot be added any more. */
export const removeCaptionsInput = byAsset.extend({ locale: z.string().min(2).max(35) });

/** Names the captions of a file in one language. */
export const captionsPick = byAsset.extend({ locale: z.enum(captionLocales) });

/** Captions as their author types them. */
export const captionsDraft = z.object({
  /** Another whenever they are other ones; null when there are none. */
  version: z.string().nullable(),
  cues: z.array(cueSchema),
});

/** @see captionsDraft */
export type CaptionsDraft = z.infer<typeof captionsDraft>;

/** Saves captions over the version that their author began with. */
export const saveCaptionsInput = captionsPick.extend({
  began: z.string().max(200).nullable(),
  cues: z
    .array(cueSchema)
    .min(1)
    .max(cueLimits.cues)
    .refine((cues) => cues.reduce((sum, { text }) => sum + text.length + 60, 0) <= captionCharacters),
});

/** What comes of captions that were written here. */
export const captionsSaved = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('kept'), version: z.string() }),
  /** Somebody has saved others since; nothing was changed. */
  captionsDraft.extend({ outcome: z.literal('changed_since') }),
  z.object({
    outcome: z.literal('refused'),
    problems: z.array(
      z.object({
        /** Counted from 0. */
        cue: z.number().int(),
        problem: z.enum(['empty_cue', 'ends_before_start', 'starts_before_previous']),
      }),
    ),
  }),
]);

/** Asks for what is said in a recording, by the address of its captions that a reader was given. */
export const transcriptInput = z.object({
  url: z
    .string()
    .max(2_000)
    .regex(/^\/api\/media\/[^/]+\/file$/),
});

/** What is said in a recording, in words without tags. */
export const transcript = z.object({
  lines: z.array(z.object({ startMs: z.number().int(), endMs: z.number().int(), text: z.string() })),
});

/** One line of a {@link transcript}. */
export type TranscriptLine = z.infer<typeof transcript>['lines'][number];
