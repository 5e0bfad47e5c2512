import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type KeptService, keepRunning, type Service, type ServiceEvent } from './keep-running';
import { type NodeProgram, runToEnd } from './node-process';
import { startOrphanGuard } from './orphan-guard';
import type { Progress } from './progress';
import { type RunRecord, removeRunFile, writeRunFile } from './run-file';
import { allLines, type ConsoleFilter, importantLines, openServiceLog, type ServiceLog } from './service-log';
import type { Teardown } from './teardown';

/** What every part of one running stack shares. */
export interface SessionOptions {
  readonly dataDir: string;
  readonly progress: Progress;
  /** Shows everything the services write, instead of warnings and errors. */
  readonly isVerbose: boolean;
  readonly signal: AbortSignal;
  readonly teardown: Teardown;
}

/** One stack from its first process to its last: keeps services running and tells the outside which processes they are. */
export class Session {
  readonly #processes = new Map<string, number>();
  readonly #logs = new Map<string, ServiceLog>();
  readonly #guard = startOrphanGuard();
  #published: Omit<RunRecord, 'processes'> | undefined;

  constructor(readonly options: SessionOptions) {
    options.teardown.defer(() => {
      this.#guard.dismiss();
      removeRunFile(this.#runFile);
      for (const log of this.#logs.values()) log.close();
    });
  }

  get #runFile(): string {
    return join(this.options.dataDir, 'run.json');
  }

  /** Process ids by service name, as of now. */
  get processes(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#processes);
  }

  /** The log of a service; the same one each time. `filter` decides what the console shows when nothing else was asked for. */
  log(name: string, filter: ConsoleFilter = importantLines(name)): ServiceLog {
    const known = this.#logs.get(name);
    if (known !== undefined) return known;
    const { dataDir, isVerbose, progress } = this.options;
    const file = join(dataDir, 'logs', `${name}.log`);
    const log = openServiceLog(file, isVerbose ? allLines(name) : filter, progress.say);
    this.#logs.set(name, log);
    return log;
  }

  /** Starts a service, and keeps it running until the session is torn down. */
  async keep(service: Service): Promise<KeptService> {
    const kept = await keepRunning(service, (event) => this.#note(event), this.options.signal);
    this.options.teardown.defer(() => kept.stop());
    return kept;
  }

  /** Runs a program to its end; `onLine` is told each line it writes. */
  async run(
    program: Omit<NodeProgram, 'log'>,
    logName: string,
    onLine: (line: string) => void,
  ): Promise<void> {
    const { dataDir, isVerbose, progress } = this.options;
    const show = isVerbose ? progress.say : onLine;
    const log = openServiceLog(
      join(dataDir, 'logs', `${logName}.log`),
      (line) => line.trim() || undefined,
      show,
    );
    try {
      await runToEnd({ ...program, log }, this.options.signal);
    } finally {
      log.close();
    }
  }

  /** Tells scripts beside the stack what runs, now and after every change. */
  publish(record: Omit<RunRecord, 'processes'>): void {
    this.#published = record;
    this.#writeRunFile();
  }

  #note(event: ServiceEvent): void {
    const before = this.processes;
    if (event.type === 'started') this.#processes.set(event.name, event.pid);
    else this.#processes.delete(event.name);
    this.#guard.watch([...this.#processes.values()]);
    if (!isDeepStrictEqual(before, this.processes)) this.#writeRunFile();
    const line = sentenceAbout(event);
    if (line !== undefined) this.options.progress.say(line);
  }

  #writeRunFile(): void {
    if (this.#published !== undefined)
      writeRunFile(this.#runFile, { ...this.#published, processes: this.processes });
  }
}

function sentenceAbout(event: ServiceEvent): string | undefined {
  const wait = 'retryInMs' in event ? `${(event.retryInMs / 1000).toFixed(1)} s` : '';
  switch (event.type) {
    case 'started':
      return event.restarts === 0 ? undefined : `${event.name} is running again (process ${event.pid}).`;
    case 'ended': {
      const how = event.exit.signal ?? `exit code ${event.exit.code}`;
      return `${event.name} ended unexpectedly (${how}); starting it again in ${wait}.`;
    }
    case 'failed': {
      const reason = event.error instanceof Error ? event.error.message : String(event.error);
      return `${event.name} could not be started; trying again in ${wait}. ${reason}`;
    }
  }
}
