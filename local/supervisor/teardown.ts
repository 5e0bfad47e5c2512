/** Things to undo, the last one first. */
export class Teardown {
  readonly #tasks: (() => Promise<void> | void)[] = [];

  /** Adds something to undo. */
  defer(task: () => Promise<void> | void): void {
    this.#tasks.push(task);
  }

  /** Undoes everything, each exactly once, also when called again meanwhile; one that fails does not keep the others. */
  async run(): Promise<void> {
    for (let task = this.#tasks.pop(); task !== undefined; task = this.#tasks.pop()) {
      try {
        await task();
      } catch (error) {
        console.error('While stopping:', error);
      }
    }
  }
}
