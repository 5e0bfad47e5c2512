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

/** What is made even loud is brought to this, in LUFS (EBU R128): that of speech on the web, not of broadcasts. */
export const targetLufs = -16;

/** True peaks stay below this, in dBTP, so that no player clips them. */
export const truePeakLimit = -1.5;

/** How loud a recording is by EBU R128. */
export type Loudness = {
  /** Of the whole recording, in LUFS. */
  readonly lufs: number;
  /** What a second pass needs to even it out; null where the service that does it measures by itself. */
  readonly firstPass: {
    readonly truePeak: number;
    readonly range: number;
    readonly threshold: number;
    readonly offset: number;
  } | null;
};

/** Asks how a recording sounds. */
export type ListenJob = {
  readonly source: MediaSource;
  /** For what a service elsewhere has to put somewhere; ends in a slash. */
  readonly folder: string;
  readonly durationMs: number;
  /** Into how many stretches of equal length its waveform is cut. */
  readonly peaks: number;
};

/** How a recording sounds. */
export type Heard = {
  /** Null for silence. */
  readonly loudness: Loudness | null;
  /** The greatest amplitude of each stretch, 0 to 255. */
  readonly peaks: readonly number[];
};

/** A still picture of a recording, by the name of its file. */
export type Shot = { readonly name: string; readonly atSeconds: number };

/** How small pictures of a recording lie together on sheets: row by row, one for every so many seconds. */
export type SheetLayout = {
  readonly everySeconds: number;
  readonly columns: number;
  readonly rows: number;
  /** Of one picture. */
  readonly width: number;
  readonly height: number;
};

/** One piece of work; what it makes lies under `folder`, which ends in a slash. */
export type RenderJob = { readonly source: MediaSource; readonly folder: string } & (
  | {
      readonly kind: 'pictures';
      readonly size: { readonly width: number; readonly height: number; readonly bitsPerSecond: number };
      readonly stretch: Stretch;
    }
  | {
      readonly kind: 'sound';
      readonly bitsPerSecond: number;
      readonly segmentSeconds: number;
      /** As it was measured; null leaves the sound as loud as it is. */
      readonly loudness: Loudness | null;
    }
  | {
      readonly kind: 'stills';
      readonly shots: readonly Shot[];
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: 'thumbnails'; readonly layout: SheetLayout; readonly durationMs: number }
);

/** A file that was made, by its name in the job's folder; `seconds` is 0 for a picture. */
export type Rendered = { readonly name: string; readonly seconds: number };

/**
 * Turns recordings into what browsers play. Sources and results are in the object store, so that the work can be done by
 * a process here or by a service elsewhere.
 */
export type Transcoder = {
  /** Whether a piece is best a whole recording in one size, because a service elsewhere goes on with it by itself. */
  readonly takesWholes: boolean;
  /** Looks at a recording. @throws MediaUnreadableError */
  probe(source: MediaSource): Promise<MediaFacts>;
  /**
   * Measures a recording that has sound.
   *
   * @returns null while a service elsewhere is still at it: ask again later with the same job.
   * @throws MediaUnreadableError
   */
  listen(job: ListenJob): Promise<Heard | null>;
  /**
   * Does a piece of work; doing it again makes the same files again.
   *
   * @returns the files, none for a stretch behind the last picture; null as for `listen`.
   * @throws MediaUnreadableError
   */
  render(job: RenderJob): Promise<readonly Rendered[] | null>;
};

/** The recording is damaged, or not what it says it is; trying again cannot help. */
export class MediaUnreadableError extends Error {
  override readonly name = 'MediaUnreadableError';
}

/** The recording can be opened, and there is neither picture nor sound in it. */
export class NothingToPlayError extends Error {
  override readonly name = 'NothingToPlayError';
}
