import { reconnectDelay } from './backoff';
import type { HttpAnswer, HttpClient } from './engine/http-client';
import type { Log } from './log';
import { canonicalJson, parseJson } from './protocol/json';
import { HEADER, type Registration, registration } from './protocol/messages';
import { isValidSignature, sign } from './protocol/signing';

/** An app that changes is noticed within this time. */
const RESYNC_MS = 5_000;

/** What syncing works with. */
export interface AppSyncOptions {
  urls: readonly string[];
  signingKey: string | null;
  client: HttpClient;
  log: Log;
  register: (body: Registration) => Promise<boolean>;
}

interface AppState {
  url: string;
  failures: number;
  timer: NodeJS.Timeout | null;
  problem: string | null;
  isSynced: boolean;
}

/** Asks apps for their functions: until they are up, and then again and again, so that changes arrive. */
export class AppSync {
  readonly #options: AppSyncOptions;
  readonly #apps: AppState[];
  readonly #abort = new AbortController();

  /** Prepares syncing with these endpoints; nothing is contacted yet. */
  constructor(options: AppSyncOptions) {
    this.#options = options;
    this.#apps = options.urls.map((url) => ({
      url,
      failures: 0,
      timer: null,
      problem: null,
      isSynced: false,
    }));
  }

  /** Whether every app was asked successfully at least once. */
  get isComplete(): boolean {
    return this.#apps.every((app) => app.isSynced);
  }

  /** Starts asking every app now. */
  start(): void {
    for (const app of this.#apps) this.#schedule(app, 0);
  }

  #schedule(app: AppState, delayMs: number): void {
    if (app.timer) clearTimeout(app.timer);
    if (this.#abort.signal.aborted) return;
    app.timer = setTimeout(() => void this.#poll(app), delayMs);
  }

  async #poll(app: AppState): Promise<void> {
    app.timer = null;
    const problem = await this.#sync(app.url).catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    if (this.#abort.signal.aborted) return;
    if (problem === null) {
      if (app.problem !== null) this.#options.log.info('app is back', { url: app.url });
      app.isSynced = true;
      app.failures = 0;
    } else {
      if (problem !== app.problem) this.#options.log.warn('app not synced', { url: app.url, problem });
      app.failures++;
    }
    app.problem = problem;
    this.#schedule(app, problem === null ? RESYNC_MS : reconnectDelay(app.failures));
  }

  /** Asks one app in band: it answers with its functions (SDK_SPEC 4.3.5). Returns what went wrong, or null. */
  async #sync(url: string): Promise<string | null> {
    const { signingKey, client, log } = this.#options;
    const body = canonicalJson({ url });
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      [HEADER.syncKind]: 'in_band',
    };
    if (signingKey) headers[HEADER.signature] = sign(body, signingKey, Date.now());
    const answer = await client.send('PUT', url, headers, body, this.#abort.signal);
    const problem = this.#problemOf(answer);
    if (problem !== null) return problem;
    // An app that does not sync in band has called our registration endpoint by now.
    if (answer.headers[HEADER.syncKind] !== 'in_band') return null;
    const parsed = registration.safeParse(parseJson(answer.body));
    if (!parsed.success) return `functions not understood: ${parsed.error.message}`;
    if (await this.#options.register(parsed.data)) {
      log.info('app synced', { url, functions: parsed.data.functions.map((entry) => entry.id) });
    }
    return null;
  }

  #problemOf(answer: HttpAnswer): string | null {
    const { signingKey } = this.#options;
    if (answer.status === 401) return 'the app refused our signature: do both use the same signing key?';
    if (answer.status !== 200) return `status ${answer.status}: ${answer.body.slice(0, 300)}`;
    const signature = answer.headers[HEADER.signature] ?? '';
    if (signingKey && !isValidSignature(signature, answer.body, signingKey, Date.now())) {
      return 'the answer is not signed with our signing key';
    }
    return null;
  }

  /** Asks again soon, because an app seems to have gone away. */
  hurry(): void {
    for (const app of this.#apps) if (app.problem === null && app.timer) this.#schedule(app, 100);
  }

  /** Stops asking. */
  close(): void {
    this.#abort.abort();
    for (const app of this.#apps) if (app.timer) clearTimeout(app.timer);
  }
}
