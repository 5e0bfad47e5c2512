import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type PostgresBinaries, postgresBinaries } from './binaries';
import { ensureCluster, superuser } from './cluster';
import { clearOrphan, readPostmasterFile } from './orphans';
import { handOver } from './os-user';
import { type Placement, placeCluster } from './placement';
import { explainFailure } from './postgres-error';
import { type PostgresProfile, serverArguments } from './settings';

/** What to start. */
export interface PostgresOptions {
  /** Directory of the cluster; created when missing. Absolute, or relative to the working directory. */
  readonly dataDir: string;
  /** TCP port on 127.0.0.1; has to be free. */
  readonly port: number;
  readonly profile: PostgresProfile;
  /** File the server appends its log to; `<dataDir>.log` unless said otherwise. */
  readonly logFile?: string;
}

/** How a server process ended. */
export interface PostgresExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A running server that takes connections. */
export interface PostgresServer {
  /** URL of the superuser to the maintenance database `postgres`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Where the cluster really lives; see {@link placeCluster}. */
  readonly clusterDir: string;
  /** Resolves when the server process has ended, for whatever reason; never rejects. */
  readonly exited: Promise<PostgresExit>;
  /** Disconnects clients, writes everything down and ends the server; resolves when it is gone. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

const startPatienceMs = 120_000;
const orphanPatienceMs = 30_000;
const stopPatienceMs = 15_000;
const pollMs = 15;
const largestLogBytes = 5_000_000;

/**
 * Starts a real PostgreSQL from npm and resolves when it takes connections, as root or not, on a new cluster or on one
 * whose last server was killed at any moment. It runs in its own session, so a Ctrl-C at the terminal does not reach it.
 *
 * @throws PostgresError with a code for what is in the way, see {@link PostgresErrorCode}.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const place = placeCluster(resolve(options.dataDir));
  const binaries = postgresBinaries(place.user, place.binariesDir);
  const password = await ensureCluster(binaries, place.clusterDir, place.user, options.profile);
  // A cluster that root copied belongs to root, who cannot serve it.
  handOver(place.clusterDir, place.user);
  await clearOrphan(place.clusterDir);
  const logFile = options.logFile ?? `${resolve(options.dataDir)}.log`;
  const running = await launchUntilReady(binaries, place, options, logFile);
  return {
    ...running,
    url: `postgresql://${superuser}:${password}@127.0.0.1:${options.port}/postgres`,
    port: options.port,
    clusterDir: place.clusterDir,
  };
}

type Running = Pick<PostgresServer, 'pid' | 'exited' | 'stop'>;

async function launchUntilReady(
  binaries: PostgresBinaries,
  place: Placement,
  options: PostgresOptions,
  logFile: string,
): Promise<Running> {
  const deadline = Date.now() + orphanPatienceMs;
  for (;;) {
    const logStart = prepareLog(logFile);
    const child = launch(binaries, place, options, logFile);
    const exited = exitOf(child);
    if (await becomesReady(child, exited, place.clusterDir)) {
      return { pid: child.pid ?? 0, exited, stop: () => stop(child, exited) };
    }
    const output = readFileSync(logFile).subarray(logStart).toString('utf8');
    if (!isHeldByOrphans(output) || Date.now() > deadline) throw explainFailure(output);
    await sleep(200);
  }
}

/** The workers of a killed server hold its shared memory until they notice; waiting is all that is needed. */
function isHeldByOrphans(output: string): boolean {
  return /pre-existing shared memory block|lock file "postmaster.pid" already exists/i.test(output);
}

function prepareLog(logFile: string): number {
  mkdirSync(dirname(logFile), { recursive: true });
  const size = existsSync(logFile) ? statSync(logFile).size : 0;
  if (size <= largestLogBytes) return size;
  rmSync(logFile);
  return 0;
}

function launch(
  binaries: PostgresBinaries,
  place: Placement,
  options: PostgresOptions,
  logFile: string,
): ChildProcess {
  const log = openSync(logFile, 'a');
  try {
    return spawn(
      binaries.postgres,
      ['-D', place.clusterDir, '-p', String(options.port), ...serverArguments(options.profile)],
      {
        ...place.user,
        cwd: '/',
        detached: true,
        stdio: ['ignore', log, log],
        env: { ...process.env, LC_ALL: 'C' },
      },
    );
  } finally {
    closeSync(log);
  }
}

function exitOf(child: ChildProcess): Promise<PostgresExit> {
  return new Promise((settle) => {
    child.once('exit', (code, signal) => settle({ code, signal }));
    child.once('error', () => settle({ code: null, signal: null }));
  });
}

async function becomesReady(
  child: ChildProcess,
  exited: Promise<PostgresExit>,
  clusterDir: string,
): Promise<boolean> {
  const deadline = Date.now() + startPatienceMs;
  const gone = exited.then(() => true);
  while (Date.now() < deadline) {
    const file = readPostmasterFile(clusterDir);
    if (file?.pid === child.pid && file?.status === 'ready') return true;
    if (await Promise.race([gone, sleep(pollMs, false)])) return false;
  }
  await stop(child, exited);
  return false;
}

async function stop(child: ChildProcess, exited: Promise<PostgresExit>): Promise<void> {
  const gone = exited.then(() => true);
  // Fast shutdown first (PostgreSQL's meaning of SIGINT), then immediate, then none.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    child.kill(signal);
    if (await Promise.race([gone, sleep(stopPatienceMs, false, { ref: false })])) return;
  }
}
