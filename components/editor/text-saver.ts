import type { Failure } from '@/components/trpc/failure';

/** A text and the revision of the saved one that it grew from. */
export type Draft = { readonly text: string; readonly revision: number };

/** What is kept on the device: a draft, and the words of the last save whose answer never came. */
export type KeptDraft = Draft & { readonly sent: string | null };

/** How a text stands to what is saved; `conflict` waits for the writer. */
export type TextState = 'saved' | 'unsaved' | 'saving' | 'offline' | 'conflict' | 'refused';

/** Why a text is not saved, as far as the writer can do something about it. */
export type TextFailure = Pick<Failure, 'code' | 'details'>;

/** What became of a save: it stands, somebody else saved before, it is tried again, or waits for the writer to change it. */
export type TextOutcome =
  | { readonly kind: 'stored'; readonly revision: number }
  | { readonly kind: 'changed'; readonly theirs: Draft }
  /** `failure` is null when waiting alone may mend it. */
  | { readonly kind: 'later'; readonly failure: TextFailure | null }
  | { readonly kind: 'refused'; readonly failure: TextFailure };

/** What the saver needs of the world. */
export type TextPorts = {
  readonly save: (draft: Draft) => Promise<TextOutcome>;
  /** Keeps on this device what is not saved; null when everything is. */
  readonly keep: (draft: KeptDraft | null) => void;
  /** Calls back after `ms`; returns how to stop. */
  readonly wait: (ms: number, then: () => void) => () => void;
};

/** What is shown; the same object until something changes. */
export type TextSnapshot = {
  readonly text: string;
  readonly state: TextState;
  /** What somebody else saved, while both texts are there to choose from. */
  readonly theirs: Draft | null;
  /** Why the last save failed, until another one comes through. */
  readonly failure: TextFailure | null;
  /** Whether words were brought back that an earlier page could not save. */
  readonly isRecovered: boolean;
  /** How often a text that another tab of the same person saved was taken over. */
  readonly followed: number;
};

/** When a text is saved: after a pause in typing, and how long between tries. */
const savePolicy = { pauseMs: 1_200, firstWaitMs: 2_000, longestWaitMs: 30_000 } as const;

/**
 * Saves one text as it changes: one save under way at a time, the last words win, and what is not confirmed is kept on the
 * device. Words of two writers never replace each other: the saver stops and holds both until the writer has chosen.
 */
export class TextSaver {
  readonly #ports: TextPorts;
  readonly #listeners = new Set<() => void>();
  #text: string;
  #saved: Draft;
  #theirs: Draft | null = null;
  #state: TextState = 'saved';
  #failure: TextFailure | null = null;
  #isRecovered = false;
  #followed = 0;
  #isUnderWay = false;
  /** What was sent and may have arrived, although no answer came. */
  #sent: string | null = null;
  #waitMs: number = savePolicy.firstWaitMs;
  #stopWaiting: (() => void) | null = null;
  #snapshot: TextSnapshot;

  /** @param kept what an earlier page of this lesson could not save. */
  constructor(saved: Draft, kept: KeptDraft | null, ports: TextPorts) {
    this.#ports = ports;
    this.#saved = saved;
    this.#text = saved.text;
    if (kept !== null && kept.text !== saved.text) {
      this.#text = kept.text;
      this.#isRecovered = true;
      const isOurs = kept.revision === saved.revision || kept.sent === saved.text;
      this.#state = isOurs ? 'unsaved' : 'conflict';
      if (this.#state === 'conflict') this.#theirs = saved;
    }
    this.#snapshot = this.#look();
  }

  /** Calls back on every change; returns how to stop. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What is shown now. */
  snapshot = (): TextSnapshot => this.#snapshot;

  /** Notes what was written, keeps it, and saves it after a pause. */
  change(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#keep();
    if (this.#state === 'conflict') {
      this.#publish();
      return;
    }
    // Also after a refusal: other words may be taken, and whoever lost a right may have it again.
    if (this.#state !== 'offline') {
      this.#state = 'unsaved';
      this.#sendAfter(savePolicy.pauseMs);
    }
    this.#publish();
  }

  /** Saves at once what waits: before the page is left, after a reload, and when the connection is back. */
  flush = (): void => {
    if (this.#state === 'conflict' || this.#state === 'saved') return;
    void this.#send();
  };

  /** Ends a conflict: with these words, over what the other one saved. */
  resolve(text: string): void {
    if (this.#theirs === null) return;
    this.#saved = this.#theirs;
    this.#theirs = null;
    this.#text = text;
    this.#state = 'unsaved';
    this.#keep();
    this.#publish();
    void this.#send();
  }

  /**
   * Takes over what another tab of the same person has saved since, so that going on here is no conflict. Where words wait
   * here it takes nothing: their own save will show both.
   *
   * @returns whether the text here has changed.
   */
  follow(saved: Draft): boolean {
    const isQuiet = this.#state === 'saved' && !this.#isUnderWay;
    if (!isQuiet || saved.revision <= this.#saved.revision) return false;
    const isOther = saved.text !== this.#text;
    this.#saved = saved;
    this.#text = saved.text;
    if (isOther) this.#followed += 1;
    this.#publish();
    return isOther;
  }

  /** Ends all tries; what is unconfirmed stays kept. */
  stop = (): void => {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
  };

  #keep(): void {
    const isSaved = this.#text === this.#saved.text && this.#sent === null;
    const { revision } = this.#saved;
    this.#ports.keep(isSaved ? null : { text: this.#text, revision, sent: this.#sent });
  }

  #sendAfter(ms: number): void {
    this.stop();
    this.#stopWaiting = this.#ports.wait(ms, () => void this.#send());
  }

  async #send(): Promise<void> {
    this.stop();
    if (this.#isUnderWay) return;
    if (this.#text === this.#saved.text && this.#sent === null) {
      this.#failure = null;
      this.#settle('saved');
      return;
    }
    // Words that may have arrived go first, as they were: then the server and we know where we stand.
    this.#sent ??= this.#text;
    const sent = { text: this.#sent, revision: this.#saved.revision };
    this.#isUnderWay = true;
    this.#settle('saving');
    const outcome = await this.#ports.save(sent);
    this.#isUnderWay = false;
    if (outcome.kind !== 'later') this.#sent = null;
    this.#failure = 'failure' in outcome ? outcome.failure : null;
    this.#meet(sent, outcome);
  }

  #meet(sent: Draft, outcome: TextOutcome): void {
    switch (outcome.kind) {
      case 'stored': {
        this.#waitMs = savePolicy.firstWaitMs;
        this.#saved = { text: sent.text, revision: outcome.revision };
        const isAll = this.#text === sent.text;
        if (!isAll) this.#sendAfter(savePolicy.pauseMs);
        this.#settle(isAll ? 'saved' : 'unsaved');
        break;
      }
      case 'changed':
        this.#theirs = outcome.theirs;
        this.#settle('conflict');
        break;
      case 'later':
        this.#sendAfter(this.#waitMs);
        this.#waitMs = Math.min(this.#waitMs * 2, savePolicy.longestWaitMs);
        this.#settle('offline');
        break;
      case 'refused':
        this.#settle('refused');
        break;
    }
  }

  #settle(state: TextState): void {
    this.#state = state;
    this.#keep();
    this.#publish();
  }

  #look(): TextSnapshot {
    return {
      ...{ text: this.#text, state: this.#state, theirs: this.#theirs },
      ...{ failure: this.#failure, isRecovered: this.#isRecovered, followed: this.#followed },
    };
  }

  #publish(): void {
    this.#snapshot = this.#look();
    for (const listener of this.#listeners) listener();
  }
}
