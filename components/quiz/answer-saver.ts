/** What is chosen at one question; `seq` grows with each change, 0 is untouched. */
export type Answer = { readonly choiceIds: readonly string[]; readonly seq: number };

/** How the saves stand: all confirmed, on their way, waiting for a connection, or refused for good. */
export type SaveState = 'saved' | 'saving' | 'waiting' | 'refused';

/** What the saver shows; the same object until something changes. */
export type SaverSnapshot = {
  readonly answers: ReadonlyMap<string, Answer>;
  readonly state: SaveState;
  /** Whether anything was changed here at all. */
  readonly hasChanged: boolean;
};

/** What became of one save: it stands, a newer one of another tab stands, try again later, or never. */
export type SaveOutcome =
  | { readonly kind: 'stored' }
  | { readonly kind: 'stale'; readonly seq: number }
  | { readonly kind: 'later' }
  | { readonly kind: 'refused' };

/** What the saver needs of the world. */
export type SaverPorts = {
  readonly save: (questionId: string, answer: Answer) => Promise<SaveOutcome>;
  /** Keeps unconfirmed answers over a reload. */
  readonly keep: (unconfirmed: ReadonlyMap<string, Answer>) => void;
  /** Calls back after `ms`; returns how to stop. */
  readonly wait: (ms: number, then: () => void) => () => void;
};

const firstWaitMs = 1_000;
const longestWaitMs = 15_000;

/**
 * Saves answers one by one as they change. For each question one save is under way at a time and the last change wins;
 * what fails is tried again with growing pauses, and nothing is dropped until the server confirms or refuses it.
 */
export class AnswerSaver {
  readonly #ports: SaverPorts;
  readonly #answers: Map<string, Answer>;
  readonly #unconfirmed = new Map<string, Answer>();
  readonly #underWay = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #isRefused = false;
  #hasChanged = false;
  #waitMs = firstWaitMs;
  #stopWaiting: (() => void) | null = null;
  #snapshot: SaverSnapshot;

  /** @param kept answers of this attempt that an earlier page could not get confirmed. */
  constructor(answers: ReadonlyMap<string, Answer>, kept: ReadonlyMap<string, Answer>, ports: SaverPorts) {
    this.#ports = ports;
    this.#answers = new Map(answers);
    for (const [questionId, answer] of kept) {
      const stored = this.#answers.get(questionId);
      if (stored === undefined || stored.seq >= answer.seq) continue;
      this.#answers.set(questionId, answer);
      this.#unconfirmed.set(questionId, answer);
    }
    this.#snapshot = this.#look();
  }

  /** Calls back on every change; returns how to stop. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What is shown now. */
  snapshot = (): SaverSnapshot => this.#snapshot;

  /** Notes a choice and begins to save it. */
  change(questionId: string, choiceIds: readonly string[]): void {
    const answer = { choiceIds, seq: (this.#answers.get(questionId)?.seq ?? 0) + 1 };
    this.#answers.set(questionId, answer);
    this.#unconfirmed.set(questionId, answer);
    this.#hasChanged = true;
    this.#publish();
    void this.#send(questionId);
  }

  /** Sends everything that waits, at once: after a reload, and when the connection is back. */
  flush = (): void => {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
    for (const questionId of this.#unconfirmed.keys()) void this.#send(questionId);
  };

  /** Ends all tries; what is unconfirmed stays kept. */
  stop(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
  }

  async #send(questionId: string): Promise<void> {
    const answer = this.#unconfirmed.get(questionId);
    if (answer === undefined || this.#underWay.has(questionId)) return;
    this.#underWay.add(questionId);
    this.#publish();
    const outcome = await this.#ports.save(questionId, answer);
    this.#underWay.delete(questionId);
    this.#settle(questionId, answer, outcome);
    this.#publish();
  }

  #settle(questionId: string, sent: Answer, outcome: SaveOutcome): void {
    if (outcome.kind === 'later') {
      this.#tryLater();
      return;
    }
    this.#waitMs = firstWaitMs;
    if (outcome.kind === 'refused') {
      this.#isRefused = true;
      this.#unconfirmed.delete(questionId);
      return;
    }
    if (outcome.kind === 'stale') {
      // Another tab has saved since; what was chosen last is what counts, and that was here.
      const choiceIds = this.#answers.get(questionId)?.choiceIds ?? sent.choiceIds;
      const next = { choiceIds, seq: outcome.seq + 1 };
      this.#answers.set(questionId, next);
      this.#unconfirmed.set(questionId, next);
    } else if (this.#unconfirmed.get(questionId)?.seq === sent.seq) {
      this.#unconfirmed.delete(questionId);
    }
    if (this.#unconfirmed.has(questionId)) void this.#send(questionId);
  }

  #tryLater(): void {
    if (this.#stopWaiting !== null) return;
    this.#stopWaiting = this.#ports.wait(this.#waitMs, this.flush);
    this.#waitMs = Math.min(longestWaitMs, this.#waitMs * 2);
  }

  #look(): SaverSnapshot {
    return { answers: new Map(this.#answers), state: this.#state(), hasChanged: this.#hasChanged };
  }

  #state(): SaveState {
    if (this.#isRefused) return 'refused';
    if (this.#unconfirmed.size === 0) return 'saved';
    return this.#stopWaiting === null ? 'saving' : 'waiting';
  }

  #publish(): void {
    this.#ports.keep(this.#unconfirmed);
    this.#snapshot = this.#look();
    for (const listener of this.#listeners) listener();
  }
}
