import { intakeRoutes } from './api/intake';
import { runRoutes } from './api/runs';
import { sdkRoutes } from './api/sdk';
import { AppSync } from './app-sync';
import { Dispatcher } from './engine/dispatcher';
import { HttpClient } from './engine/http-client';
import { Matching } from './engine/matching';
import { Scheduling } from './engine/scheduling';
import { rescheduleCrons, Timers } from './engine/timers';
import { tidy } from './housekeeping';
import { json, type ListeningServer, listen, type Route } from './http-server';
import type { Log } from './log';
import { pageRoutes } from './pages/routes';
import type { Registration } from './protocol/messages';
import { unclaimOrphans } from './store/calls';
import { AlreadyRunningError, Database, isTransient } from './store/database';
import { pendingEvents } from './store/events';
import { Registry } from './store/registry';
import { nextDue } from './store/timers';
import { Wake } from './wake';

/** What an executor needs. */
export interface ExecutorOptions {
  /** 0 takes any free port. */
  port: number;
  host: string;
  databaseUrl: string;
  /** The endpoints of the apps whose functions are run, such as `http://localhost:3000/api/inngest`. */
  appUrls: readonly string[];
  /** Signs and verifies everything between app and executor; null switches signatures off. */
  signingKey: string | null;
  /** The only event key accepted; null accepts every one. */
  eventKey: string | null;
  /** What the first retry of a step waits; doubled for each further one. */
  retryBaseMs: number;
  log: Log;
}

/** An executor that runs. */
export interface Executor {
  /** Where it listens; what an app gets as `INNGEST_BASE_URL`. */
  url: string;
  /** Takes no new work, lets calls under way end for a few seconds, and stops. */
  close: () => Promise<void>;
}

const EVENTS_PER_ROUND = 20;
/** Nothing should need it: everything that happens nudges, everything timed is known. It bounds what was missed. */
const MAX_SLEEP_MS = 5_000;
const DRAIN_MS = 10_000;
const TIDY_EVERY_MS = 60 * 60_000;

class Engine {
  readonly database: Database;
  readonly registry: Registry;
  readonly dispatcher: Dispatcher;
  readonly sync: AppSync;
  readonly scheduling: Scheduling;
  readonly wake = new Wake();
  readonly #client = new HttpClient();
  readonly #matching: Matching;
  readonly #timers: Timers;
  readonly #log: Log;
  #isClosing = false;
  #tidiedAt = 0;
  #loop: Promise<void> = Promise.resolve();

  constructor(options: ExecutorOptions) {
    const { log, signingKey } = options;
    this.#log = log;
    this.database = new Database(options.databaseUrl, log);
    this.registry = new Registry(this.database);
    this.scheduling = new Scheduling(log);
    this.#matching = new Matching(this.database, this.registry, this.scheduling, log);
    this.#timers = new Timers(this.database, this.registry, this.scheduling, log);
    this.sync = new AppSync({
      urls: options.appUrls,
      signingKey,
      client: this.#client,
      log,
      register: this.register,
    });
    this.dispatcher = new Dispatcher({
      database: this.database,
      registry: this.registry,
      client: this.#client,
      signingKey,
      retryBaseMs: options.retryBaseMs,
      log,
      onProgress: this.wake.nudge,
      onUnreachable: () => this.sync.hurry(),
    });
  }

  readonly register = async (body: Registration): Promise<boolean> => {
    const changed = await this.registry.register(body, (tx) => rescheduleCrons(tx, this.#log));
    this.wake.nudge();
    return changed;
  };

  /** Takes over the database: what a predecessor left unfinished is taken up at once. */
  async takeOver(): Promise<void> {
    await this.database.acquire();
    await this.registry.load();
    const orphans = await unclaimOrphans(this.database, this.dispatcher.working);
    if (orphans > 0) this.#log.info('calls taken up again', { calls: orphans });
  }

  start(): void {
    this.sync.start();
    this.#loop = this.#run();
  }

  async #run(): Promise<void> {
    while (!this.#isClosing) {
      try {
        if (!this.database.isHeld) await this.takeOver();
        await this.#round();
      } catch (error) {
        if (this.#isClosing) return;
        if (!isTransient(error)) this.#log.error('round failed', { error });
        if (error instanceof AlreadyRunningError) this.#log.error('another executor took over', { error });
        await this.wake.sleep(200);
      }
    }
  }

  async #round(): Promise<void> {
    const events = this.#mayMatch ? await pendingEvents(this.database, EVENTS_PER_ROUND) : [];
    if (events.length > 0) await this.#matching.process(events);
    const hasMoreTimers = await this.#timers.fire();
    await this.dispatcher.dispatch();
    if (Date.now() - this.#tidiedAt > TIDY_EVERY_MS) {
      this.#tidiedAt = Date.now();
      await tidy(this.database);
    }
    if (events.length === EVENTS_PER_ROUND || hasMoreTimers) return;
    const due = Math.max((await nextDue(this.database)) ?? Number.POSITIVE_INFINITY, 0);
    const notBefore = this.dispatcher.notBefore;
    const until = notBefore > Date.now() ? Math.min(due, notBefore) : due;
    await this.wake.sleep(Math.min(MAX_SLEEP_MS, until - Date.now()));
  }

  /** On the very first start, events wait for the functions they are meant for. */
  get #mayMatch(): boolean {
    return this.sync.isComplete || [...this.registry.functions].length > 0;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    this.sync.close();
    this.wake.nudge();
    await this.#loop;
    await this.dispatcher.drain(DRAIN_MS);
    await this.database.close();
    this.#client.close();
  }
}

function healthRoute(engine: Engine): Route {
  return {
    method: 'GET',
    pattern: /^\/health$/,
    handle: async () => {
      const isReady = engine.database.isHeld;
      const status = isReady ? 'ok' : 'waiting for the database';
      return json(isReady ? 200 : 503, { status, appsSynced: engine.sync.isComplete });
    },
  };
}

/**
 * Starts an executor; resolves once it listens and holds the database, which it waits for as long as it takes.
 * @throws Error when the port is taken. @throws AlreadyRunningError when another executor uses the database.
 */
export async function startExecutor(options: ExecutorOptions): Promise<Executor> {
  const engine = new Engine(options);
  const { database, wake, register } = engine;
  const { signingKey, eventKey } = options;
  const onProgress = wake.nudge;
  const routes = [
    healthRoute(engine),
    ...intakeRoutes({ database, eventKey, onEvents: wake.nudge }),
    ...sdkRoutes({ database, signingKey, register, onProgress }),
    ...runRoutes({ database, signingKey, onProgress }),
    ...pageRoutes({ database, registry: engine.registry, scheduling: engine.scheduling, onProgress }),
  ];
  const server: ListeningServer = await listen(options, routes);
  try {
    await engine.takeOver();
  } catch (error) {
    await Promise.all([server.close(), database.close()]);
    throw error;
  }
  engine.start();
  const host = options.host === '0.0.0.0' ? '127.0.0.1' : options.host;
  const url = `http://${host}:${server.port}`;
  options.log.info('listening', { url, apps: options.appUrls });
  const close = async () => {
    await Promise.all([server.close(), engine.close()]);
    options.log.info('stopped');
  };
  return { url, close };
}
