/** Lets a loop sleep until something happens; a nudge that comes before the sleep is not lost. */
export class Wake {
  #isNudged = false;
  #resolve: (() => void) | null = null;

  /** Ends the current sleep, or the next one before it begins. */
  readonly nudge = (): void => {
    this.#isNudged = true;
    this.#resolve?.();
  };

  /** Sleeps until a nudge, at most `ms`. */
  async sleep(ms: number): Promise<void> {
    if (!this.#isNudged) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(0, ms));
        this.#resolve = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#resolve = null;
    this.#isNudged = false;
  }
}
