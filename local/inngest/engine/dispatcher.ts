import { setMaxListeners } from 'node:events';
import type { Log } from '../log';
import { requireDuration } from '../protocol/durations';
import { type Call, claimCalls, unclaim } from '../store/calls';
import { type Database, isTransient } from '../store/database';
import type { RegisteredFunction, Registry } from '../store/registry';
import { findRun, isActive, lockRun, markStarted, type Run } from '../store/runs';
import { readMemo } from '../store/steps';
import { setTimer } from '../store/timers';
import { type Answer, readAnswer } from './answers';
import { finishRun } from './completion';
import { applyAnswer, applyOperationError } from './delivery';
import { type HttpClient, NoAnswerError } from './http-client';
import { type ConcurrencyKey, parseConcurrencyKey } from './limits';
import { OperationError } from './operations';
import { buildRequest } from './request';

/** How many calls may be under way at once. */
const CAPACITY = 64;
/** After the app was not there, nothing is sent for this long. */
const BREATHER_MS = 250;

/** What the dispatcher works with. */
export interface DispatcherOptions {
  database: Database;
  registry: Registry;
  client: HttpClient;
  signingKey: string | null;
  retryBaseMs: number;
  log: Log;
  /** Called when a call ended, so that what it queued is looked at. */
  onProgress: () => void;
  /** Called when the app was not there. */
  onUnreachable: () => void;
}

/** Makes the calls that are due, as many at once as the limits allow, and writes down what they lead to. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #inFlight = new Map<string, Promise<void>>();
  readonly #running = new Map<string, number>();
  readonly #full = new Map<string, ConcurrencyKey>();
  readonly #abort = new AbortController();
  #breatherUntil = 0;

  /** Prepares a dispatcher; nothing is called yet. */
  constructor(options: DispatcherOptions) {
    this.#options = options;
    setMaxListeners(CAPACITY + 1, this.#abort.signal);
  }

  /** The ids of calls this process is working on. */
  get working(): string[] {
    return [...this.#inFlight.keys()];
  }

  /** When calls may be made again, in epoch milliseconds. */
  get notBefore(): number {
    return this.#breatherUntil;
  }

  /** Claims and starts every call that may run now. */
  async dispatch(): Promise<void> {
    while (this.#inFlight.size < CAPACITY && Date.now() >= this.#breatherUntil) {
      const limit = CAPACITY - this.#inFlight.size;
      const calls = await claimCalls(this.#options.database, { limit, full: this.#fullKeys() });
      const surplus = calls.filter((call) => !this.#start(call));
      if (surplus.length > 0) {
        await unclaim(
          this.#options.database,
          surplus.map((call) => call.id),
        );
      }
      if (calls.length === surplus.length) return;
    }
  }

  #fullKeys(): string[] {
    const isFull = ({ name, limit }: ConcurrencyKey) => (this.#running.get(name) ?? 0) >= limit;
    return [...this.#full].filter(([, key]) => isFull(key)).map(([raw]) => raw);
  }

  #start(call: Call): boolean {
    const keys = call.concurrency.map((raw) => ({ raw, ...parseConcurrencyKey(raw) }));
    for (const key of keys) this.#full.set(key.raw, key);
    if (keys.some((key) => (this.#running.get(key.name) ?? 0) >= key.limit)) return false;
    for (const { name } of keys) this.#running.set(name, (this.#running.get(name) ?? 0) + 1);
    const work = this.#deliver(call)
      .catch((error: unknown) => this.#giveBack(call, error))
      .finally(() => {
        this.#inFlight.delete(call.id);
        for (const { raw, name } of keys) {
          const left = (this.#running.get(name) ?? 1) - 1;
          if (left > 0) this.#running.set(name, left);
          else {
            this.#running.delete(name);
            this.#full.delete(raw);
          }
        }
        this.#options.onProgress();
      });
    this.#inFlight.set(call.id, work);
    return true;
  }

  /** A call that broke on our side is tried again, a limited number of times, like one the app broke on. */
  async #giveBack(call: Call, error: unknown): Promise<void> {
    if (this.#abort.signal.aborted) return;
    this.#options.log.error('call failed', { run: call.runId, error });
    const answer = { kind: 'lost', reached: true, reason: String(error) } as const;
    const policy = { maxAttempts: 1, baseDelayMs: this.#options.retryBaseMs };
    await this.#options.database
      .persist((tx) => applyAnswer(tx, call, answer, policy))
      .catch((reason: unknown) =>
        this.#options.log.error('call not given back', { run: call.runId, error: reason }),
      );
  }

  async #deliver(call: Call): Promise<void> {
    const { database, registry, log } = this.#options;
    const run = await database.read((db) => findRun(db, call.runId));
    if (!run || !isActive(run)) return;
    const target = registry.find(run.functionId);
    if (!target) {
      const error = { name: 'Error', message: `function "${run.functionId}" is no longer registered` };
      await database.persist(async (tx) => {
        const locked = await lockRun(tx, run.id);
        if (locked && isActive(locked)) await finishRun(tx, locked, { status: 'failed', error });
      });
      return;
    }
    if (run.status === 'queued') await this.#begin(run, target);
    const answer = await this.#send(run, call, target);
    const policy = { maxAttempts: target.maxAttempts, baseDelayMs: this.#options.retryBaseMs };
    log.debug('call answered', {
      run: run.id,
      function: run.functionId,
      step: call.stepId,
      answer: answer.kind,
    });
    try {
      await database.persist((tx) => applyAnswer(tx, call, answer, policy));
    } catch (error) {
      if (isTransient(error)) throw error;
      log.warn('answer not usable', { run: run.id, error });
      const reason = error instanceof Error ? error : new Error(String(error));
      const failure = new OperationError(reason.message);
      await database.persist((tx) => applyOperationError(tx, call, failure));
    }
  }

  async #begin(run: Run, target: RegisteredFunction): Promise<void> {
    const after = target.config.timeouts?.finish;
    await this.#options.database.persist(async (tx) => {
      if (!(await markStarted(tx, run.id)) || !after) return;
      await setTimer(tx, {
        key: run.id,
        runId: run.id,
        dueAt: new Date(Date.now() + requireDuration(after)),
        payload: { kind: 'finish', after },
      });
    });
  }

  async #send(run: Run, call: Call, target: RegisteredFunction): Promise<Answer> {
    const { database, client, signingKey, log } = this.#options;
    const memo = await database.read((db) => readMemo(db, run.id));
    const request = buildRequest(run, memo, call, target, signingKey);
    try {
      const { signal } = this.#abort;
      const raw = await client.send('POST', request.url, request.headers, request.body, signal);
      const answer = readAnswer(raw, signingKey, Date.now());
      if (answer.kind === 'lost')
        log.warn('no answer from an SDK', { url: request.url, reason: answer.reason });
      return answer;
    } catch (error) {
      if (!(error instanceof NoAnswerError) || this.#abort.signal.aborted) throw error;
      log.warn('app not reached', { url: request.url, error: error.message });
      if (!error.reached) {
        this.#breatherUntil = Date.now() + BREATHER_MS;
        this.#options.onUnreachable();
      }
      return { kind: 'lost', reached: error.reached, reason: error.message };
    }
  }

  /** Waits for the calls under way, at most `patienceMs`, and then gives up on the rest. */
  async drain(patienceMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patienceMs);
    });
    await Promise.race([Promise.all(this.#inFlight.values()), patience]);
    clearTimeout(timer);
    this.#abort.abort();
    await Promise.all(this.#inFlight.values());
  }
}
