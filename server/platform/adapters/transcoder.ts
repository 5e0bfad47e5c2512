/** A recording in the object store, and what it is. */
export type MediaSource = { readonly key: string; readonly contentType: string };

/** What a recording turns out to be. */
export type MediaFacts = {
  readonly durationMs: number;
  /** As it is shown, turned the right way up; null for a recording without pictures. */
  readonly picture: { readonly width: number; readonly height: number } | null;
  readonly hasSound: boolean;
};

/** A stretch of a recording for streaming: as many segments as fit, numbered from `firstSegment` on. */
export type Stretch = {
  readonly fromSeconds: number;
  readonly seconds: number;
  readonly segmentSeconds: number;
  readonly firstSegment: number;
};

/** One piece of work; what it makes lies under `folder`, which ends in a slash. */
export type RenderJob = { readonly source: MediaSource; readonly folder: string } & (
  | {
      readonly kind: 'pictures';
      readonly size: { readonly width: number; readonly height: number; readonly bitsPerSecond: number };
      readonly stretch: Stretch;
    }
  | { readonly kind: 'sound'; readonly bitsPerSecond: number; readonly segmentSeconds: number }
  | { readonly kind: 'still'; readonly atSeconds: number; readonly width: number; readonly height: number }
);

/** A file that was made, by its name in the job's folder; `seconds` is 0 for a still. */
export type Rendered = { readonly name: string; readonly seconds: number };

/**
 * Turns recordings into what browsers play. Sources and results are in the object store, so that the work can be done by
 * a process here or by a service elsewhere.
 */
export type Transcoder = {
  /** Looks at a recording. @throws MediaUnreadableError */
  probe(source: MediaSource): Promise<MediaFacts>;
  /**
   * Does a piece of work; doing it again makes the same files again.
   *
   * @returns the files, none for a stretch behind the last picture; null while a service elsewhere is still at it: ask
   *   again later with the same job.
   * @throws MediaUnreadableError
   */
  render(job: RenderJob): Promise<readonly Rendered[] | null>;
};

/** The recording is damaged, or not what it says it is; trying again cannot help. */
export class MediaUnreadableError extends Error {
  override readonly name = 'MediaUnreadableError';
}
