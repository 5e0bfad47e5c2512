/**
 * What of a video has been watched, as the union of played stretches. Stored flat, `[start, end, start, end, …]` in ms,
 * sorted and disjoint. Source: "Watching video" in docs/domain/enrollments.md.
 */

/** A played stretch, `[from, to)` in ms. */
export type Stretch = readonly [from: number, to: number];

/** The policy of honest watching. */
export const watchPolicy = {
  /** Share of a video that completes its lesson. */
  neededPercent: 90,
  /** No player plays faster than this. */
  maxSpeed: 2,
  /** Allowance for late timers and clocks, in ms. */
  slackMs: 2_000,
  /**
   * Time without a beat that may still have been spent watching, in ms. Players beat every ten seconds, so a longer
   * silence is idling, or a connection that was gone while the buffer played on. At top speed this is worth two minutes
   * of play, about what browsers buffer: who was cut off for longer watches only the rest again.
   */
  maxBeatGapMs: 60_000,
  /** Between stretches closer than this nothing was skipped that anybody could have noticed, in ms. */
  bridgeMs: 1_000,
  /** The most stretches kept of one video; an honest learner has a handful. */
  mostStretches: 500,
} as const;

/** What is known of a learner and a video before a beat. All in ms; times are epoch ms. */
export type WatchState = {
  /** What of this video was watched before. */
  readonly watchedMs: readonly number[];
  readonly durationMs: number;
  /** The learner's watch clock: one for all videos of a course, as nobody watches two at once. */
  readonly clockMs: number;
  readonly nowMs: number;
};

/** What was watched after a beat, and the watch clock after it. */
export type Believed = { readonly watchedMs: number[]; readonly clockMs: number };

/**
 * Adds to what was watched as much of a beat as can physically have been played; what is too much is dropped from the
 * end.
 *
 * The watch clock says until when the accepted play, at top speed, has kept the learner busy. It never lags behind the
 * wall clock by more than the longest gap between beats, so idling earns nothing, and never runs ahead of it by more than
 * the slack. So over all videos that share the clock, what is covered takes no less than its time, and one forged beat
 * gains next to nothing.
 *
 * A stretch that ends or begins less than a second away from what was watched is taken to reach it. What is bridged
 * counts as watched and is charged to the clock like play, so bridging never covers more than there was time for.
 */
export function believe(beat: readonly Stretch[], state: WatchState): Believed {
  const { durationMs, nowMs } = state;
  const startMs = Math.max(state.clockMs, nowMs - watchPolicy.maxBeatGapMs);
  const allowanceMs = Math.max(0, Math.floor((nowMs + watchPolicy.slackMs - startMs) * watchPolicy.maxSpeed));
  let watchedMs = addStretches(state.watchedMs, []);
  let acceptedMs = 0;
  for (const stretch of beat) {
    const [from, to] = bridged(stretch, watchedMs);
    const end = Math.min(to, durationMs, from + allowanceMs - acceptedMs);
    if (end <= from) continue;
    watchedMs = addStretches(watchedMs, [[from, end]]);
    acceptedMs += end - from;
  }
  return {
    watchedMs: keepLongest(watchedMs),
    clockMs: startMs + Math.ceil(acceptedMs / watchPolicy.maxSpeed),
  };
}

/** Widens a stretch to what was watched closely before and after it. */
function bridged([from, to]: Stretch, watchedMs: readonly number[]): Stretch {
  let [start, end] = [from, to];
  for (const [before, after] of pairs(watchedMs)) {
    if (after < from && from - after < watchPolicy.bridgeMs) start = after;
    if (end === to && before > to && before - to < watchPolicy.bridgeMs) end = before;
  }
  return [start, end];
}

/** Forgets the shortest stretches above the limit: joining close ones instead would count what was never played. */
function keepLongest(watchedMs: number[]): number[] {
  if (watchedMs.length <= watchPolicy.mostStretches * 2) return watchedMs;
  return pairs(watchedMs)
    .sort((a, b) => b[1] - b[0] - (a[1] - a[0]))
    .slice(0, watchPolicy.mostStretches)
    .sort((a, b) => a[0] - b[0])
    .flat();
}

/** Returns the union of what was watched before and what is added; order and overlaps of the input do not matter. */
export function addStretches(watched: readonly number[], added: readonly Stretch[]): number[] {
  const sorted = [...pairs(watched), ...added].filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0]);
  const merged: number[] = [];
  for (const [from, to] of sorted) {
    const lastEnd = merged.at(-1);
    if (lastEnd !== undefined && from <= lastEnd) merged[merged.length - 1] = Math.max(lastEnd, to);
    else merged.push(from, to);
  }
  return merged;
}

/** Returns how much of the video was watched at least once: a whole percentage, rounded down, 0 when its length is unknown. */
export function watchedPercent(watched: readonly number[], durationMs: number): number {
  if (durationMs <= 0) return 0;
  const total = pairs(watched).reduce(
    (sum, [from, to]) => sum + Math.min(to, durationMs) - Math.min(from, durationMs),
    0,
  );
  return Math.min(100, Math.floor((total * 100) / durationMs));
}

/** Tells whether enough was watched to complete the lesson. A video of unknown length is never completed by watching. */
export function isWatched(watched: readonly number[], durationMs: number): boolean {
  return watchedPercent(watched, durationMs) >= watchPolicy.neededPercent;
}

function pairs(flat: readonly number[]): Stretch[] {
  const result: Stretch[] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    result.push([flat[index] ?? 0, flat[index + 1] ?? 0]);
  }
  return result;
}
