import { setTimeout as sleep } from 'node:timers/promises';

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process that does its work already. */
export interface RunningProcess {
  readonly pid: number;
  /** Never rejects. */
  readonly exited: Promise<Exit>;
  /** Ends it in order; resolves when it is gone. */
  readonly stop: () => Promise<void>;
}

/** Something to keep running: `start` resolves once the new process is ready, and rejects when it will not be. */
export interface Service {
  readonly name: string;
  readonly start: (signal: AbortSignal) => Promise<RunningProcess>;
}

/** What happens to a kept service, for the console, the run file and the orphan guard. */
export type ServiceEvent =
  | { readonly type: 'started'; readonly name: string; readonly pid: number; readonly restarts: number }
  | { readonly type: 'ended'; readonly name: string; readonly exit: Exit; readonly retryInMs: number }
  | { readonly type: 'failed'; readonly name: string; readonly error: unknown; readonly retryInMs: number };

/** A service that is started again whenever it dies. */
export interface KeptService {
  readonly name: string;
  /** Stops it for good; resolves when the process is gone. */
  readonly stop: () => Promise<void>;
}

/** How long to wait before the next start. */
export interface RestartPolicy {
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** A process that lived this long was well: the next wait begins at the shortest again. */
  readonly healthyAfterMs: number;
}

/** Quick enough that people hardly notice a crash, slow enough that a broken build does not heat the room. */
const defaultRestartPolicy: RestartPolicy = {
  firstDelayMs: 200,
  longestDelayMs: 5_000,
  healthyAfterMs: 5_000,
};

/** Counts failures in a row and says how long to wait after them: doubling, up to the longest. */
export class Backoff {
  #failures = 0;

  constructor(private readonly policy: RestartPolicy) {}

  get delayMs(): number {
    return Math.min(
      this.policy.firstDelayMs * 2 ** Math.max(0, this.#failures - 1),
      this.policy.longestDelayMs,
    );
  }

  /** Notes an end or a failed start, after having run for `livedMs`. */
  fail(livedMs: number): void {
    this.#failures = livedMs >= this.policy.healthyAfterMs ? 1 : this.#failures + 1;
  }
}

/**
 * Starts a service and keeps it running: when its process ends, for whatever reason, another is started, after a wait
 * that grows while it keeps failing. The first start is not retried, so that a mistake shows at once.
 *
 * @throws whatever the first `start` rejects with.
 */
export async function keepRunning(
  service: Service,
  onEvent: (event: ServiceEvent) => void,
  startup: AbortSignal,
  policy: RestartPolicy = defaultRestartPolicy,
): Promise<KeptService> {
  const stopping = new AbortController();
  const first = await service.start(startup);
  onEvent({ type: 'started', name: service.name, pid: first.pid, restarts: 0 });
  const loop = keepAlive(service, first, onEvent, new Backoff(policy), stopping.signal);
  return {
    name: service.name,
    stop: async () => {
      stopping.abort();
      await loop;
    },
  };
}

async function keepAlive(
  service: Service,
  first: RunningProcess,
  onEvent: (event: ServiceEvent) => void,
  backoff: Backoff,
  stopping: AbortSignal,
): Promise<void> {
  const { name } = service;
  let running: RunningProcess | undefined = first;
  for (let restarts = 1; running !== undefined; restarts += 1) {
    const startedAt = performance.now();
    const exit = await endOf(running, stopping);
    if (exit === undefined) return;
    backoff.fail(performance.now() - startedAt);
    onEvent({ type: 'ended', name, exit, retryInMs: backoff.delayMs });
    running = await startAgain(service, onEvent, backoff, stopping);
    if (running !== undefined) onEvent({ type: 'started', name, pid: running.pid, restarts });
  }
}

/** The exit of a process that ended by itself; `undefined` after having stopped it on request. */
async function endOf(running: RunningProcess, stopping: AbortSignal): Promise<Exit | undefined> {
  const exit = await Promise.race([running.exited, abortOf(stopping)]);
  if (exit !== undefined && !stopping.aborted) return exit;
  await running.stop();
  return undefined;
}

/** The next process that came up; `undefined` when asked to stop first. */
async function startAgain(
  service: Service,
  onEvent: (event: ServiceEvent) => void,
  backoff: Backoff,
  stopping: AbortSignal,
): Promise<RunningProcess | undefined> {
  for (;;) {
    await Promise.race([sleep(backoff.delayMs), abortOf(stopping)]);
    if (stopping.aborted) return undefined;
    try {
      return await service.start(stopping);
    } catch (error) {
      if (stopping.aborted) return undefined;
      backoff.fail(0);
      onEvent({ type: 'failed', name: service.name, error, retryInMs: backoff.delayMs });
    }
  }
}

function abortOf(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
