/** The heights a video is offered in, that of its shorter side, each with the bits a second it may take. */
const steps = [
  { side: 360, bitsPerSecond: 900_000 },
  { side: 720, bitsPerSecond: 2_800_000 },
  { side: 1_080, bitsPerSecond: 5_000_000 },
] as const;

/** One size of a video. */
export type LadderStep = {
  /** `720p`. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly bitsPerSecond: number;
};

/** Segments of a stream, in seconds: few requests, and a change of quality within a breath. */
export const segmentSeconds = 6;

/** A video is made in at most so many stretches for each size; one that was interrupted loses the present one only. */
const mostStretches = 100;
const shortestStretchSeconds = 30;

/** Down, never up: a source of odd sides is not made larger. What a division leaves out of a whole is forgiven. */
const even = (value: number) => Math.max(2, Math.floor(value / 2 + 1e-6) * 2);

/** Returns the sizes of a video, smallest first, never above the source; a small one has its own size only. */
export function ladderOf({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): LadderStep[] {
  const shorter = Math.min(width, height);
  const fitting = steps.filter(({ side }) => side <= shorter);
  const chosen = fitting.length > 0 ? fitting : [{ side: shorter, bitsPerSecond: steps[0].bitsPerSecond }];
  return chosen.map(({ side, bitsPerSecond }) => {
    const scale = side / shorter;
    return { name: `${side}p`, width: even(width * scale), height: even(height * scale), bitsPerSecond };
  });
}

/** Cuts a video into stretches that begin where segments begin and cover it without gap or overlap. */
export function stretchesOf(durationMs: number) {
  const segments = Math.max(1, Math.ceil(durationMs / 1_000 / segmentSeconds));
  const perStretch = Math.max(shortestStretchSeconds / segmentSeconds, Math.ceil(segments / mostStretches));
  const count = Math.ceil(segments / perStretch);
  return Array.from({ length: count }, (_, index) => ({
    fromSeconds: index * perStretch * segmentSeconds,
    seconds: perStretch * segmentSeconds,
    segmentSeconds,
    firstSegment: index * perStretch,
  }));
}

/** A whole video as one stretch, for a service that goes on with a long piece by itself. */
export function wholeStretch(durationMs: number) {
  const seconds = Math.max(1, Math.ceil(durationMs / 1_000));
  return { fromSeconds: 0, seconds, segmentSeconds, firstSegment: 0 };
}
