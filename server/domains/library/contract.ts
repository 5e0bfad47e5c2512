import { z } from 'zod';
import { assetFailures, assetKinds, byAsset } from '@/server/domains/media/contract';

/** What narrows a library down, as its address says it. A value that is none counts as unset. */
export const libraryAddress = z.object({
  text: z.string().trim().min(1).max(100).optional().catch(undefined),
  kind: z.enum(assetKinds).optional().catch(undefined),
  cursor: z.string().max(200).optional().catch(undefined),
});

/** @see libraryAddress */
export type LibraryAddress = z.infer<typeof libraryAddress>;

/** Asks for a page of the caller's library. */
export const listLibraryInput = z.object({
  text: z.string().trim().min(1).max(100).optional(),
  kind: z.enum(assetKinds).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(50).default(24),
});

/** A place where a file is used: the cover or the description of a course, or one of its lessons. */
export const assetUse = z.object({
  part: z.enum(['cover', 'description', 'lesson']),
  /** Null for a course that the reader has no place in: that it is used there is all they learn. */
  course: z.object({ slug: z.string(), title: z.string() }).nullable(),
  /** Null for what is no lesson, or not the reader's to see. */
  lessonTitle: z.string().nullable(),
});

/** A file of the library. */
export const libraryItem = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(assetKinds),
  status: z.enum(['pending', 'ready', 'failed']),
  bytes: z.number().int(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  durationMs: z.number().int().nullable(),
  alt: z.string(),
  /** A small picture of it, when there is one; the address works for some hours. */
  pictureUrl: z.string().nullable(),
  /** How much of the work on a pending file is done. */
  progressPercent: z.number().int(),
  /** Why a failed file could not be made ready; the name of an error of `media`. */
  failure: z.enum(assetFailures).nullable(),
  /** Plays it, for the caller only and for some hours. */
  streamUrl: z.string().nullable(),
  /** Names small pictures for moments of it, likewise. */
  thumbnailsUrl: z.string().nullable(),
  /** How loud it was when it came, in LUFS. */
  loudnessLufs: z.number().nullable(),
  /** Waveform of a recording: amplitudes of equal stretches, 0 to 255. */
  peaks: z.array(z.number().int()),
  captions: z.array(z.object({ locale: z.string(), label: z.string(), url: z.string() })),
  /** Pages of a document, when they were counted. */
  pageCount: z.number().int().nullable(),
  /** Pictures of so many of its first pages lie below this address, as `1.jpg` and so on; null when there are none. */
  pagePictures: z.number().int(),
  pagesUrl: z.string().nullable(),
  /** Opens the file itself; the address works for some hours. */
  fileUrl: z.string(),
  createdAt: z.date(),
  uses: z.array(assetUse),
});

/** @see libraryItem */
export type LibraryItem = z.infer<typeof libraryItem>;

/** A page of files, newest first. */
export const libraryPage = z.object({ items: z.array(libraryItem), nextCursor: z.string().nullable() });

/** @see libraryPage */
export type LibraryPage = z.infer<typeof libraryPage>;

export { byAsset };
