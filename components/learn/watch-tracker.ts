/** A played stretch of a video, `[from, to)` in ms. */
export type Stretch = readonly [from: number, to: number];

/** A beat carries at most this many stretches; the server refuses more. */
const mostStretches = 50;

/**
 * Collects which stretches of a video were really played. Told where the video stands while it plays, it adds up what
 * lies between; a jump is told by {@link jump} and adds nothing. Positions are in ms.
 */
export class WatchTracker {
  #stretches: Stretch[];
  #from: number | null = null;
  #position = 0;

  /** @param unsent what an earlier visit could not send. */
  constructor(unsent: readonly Stretch[] = []) {
    this.#stretches = merge(unsent);
  }

  /** Where the video stands. */
  get position(): number {
    return this.#position;
  }

  /** The video begins to play, or goes on, at this position. */
  play(at: number): void {
    this.#settle();
    this.#from = at;
    this.#position = at;
  }

  /** The video has played on to this position. */
  reach(at: number): void {
    this.#position = at;
  }

  /** The video stands still or jumps away: what was played up to the last known position counts. */
  jump(): void {
    this.#settle();
    this.#from = null;
  }

  /** Takes out what was played since the last time; playing goes on. */
  take(): readonly Stretch[] {
    const isPlaying = this.#from !== null;
    this.#settle();
    if (isPlaying) this.#from = this.#position;
    const taken = this.#stretches.slice(0, mostStretches);
    this.#stretches = this.#stretches.slice(mostStretches);
    return taken;
  }

  /** Gives back what could not be sent. */
  putBack(stretches: readonly Stretch[]): void {
    this.#stretches = merge([...stretches, ...this.#stretches]);
  }

  /** What waits to be sent, without what is being played at this moment. */
  get waiting(): readonly Stretch[] {
    return this.#stretches;
  }

  #settle(): void {
    if (this.#from !== null && this.#position > this.#from) {
      this.#stretches = merge([...this.#stretches, [this.#from, this.#position]]);
      this.#from = this.#position;
    }
  }
}

function merge(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const [from, to] of [...stretches].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], to)];
    else merged.push([from, to]);
  }
  return merged;
}
