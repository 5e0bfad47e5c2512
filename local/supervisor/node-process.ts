import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { rootDir } from './checkout';
import type { Exit, RunningProcess } from './keep-running';
import type { ServiceLog } from './service-log';
import { StartError } from './start-error';

const readyPollMs = 50;
const readyPatienceMs = 90_000;
const stopPatienceMs = 6_000;

/** A Node.js program to run. */
export interface NodeProgram {
  readonly name: string;
  /** Arguments of `node`, the program first. */
  readonly args: readonly string[];
  /** The whole environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly log: ServiceLog;
}

/**
 * Starts a program that serves until it is stopped, and resolves when `isReady` says that it does. It leads a process
 * group of its own, so that Ctrl-C at the terminal reaches only the supervisor, which then stops things in order.
 *
 * @throws StartError with the last lines it wrote, when it ends or stays silent instead of becoming ready.
 */
export async function startServer(
  program: NodeProgram,
  isReady: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<RunningProcess> {
  const child = launch(program);
  const exited = exitOf(child);
  const stop = () => stopGroup(child, exited);
  if (await becomesReady(exited, isReady, signal)) return { pid: child.pid ?? 0, exited, stop };
  await stop();
  signal.throwIfAborted();
  throw new StartError(
    `${program.name} did not start. Its last words (all of them are in ${program.log.file}):\n${program.log.tail()}`,
  );
}

/**
 * Runs a program to its end.
 *
 * @throws StartError with the last lines it wrote, when it ends with anything but success.
 */
export async function runToEnd(program: NodeProgram, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const child = launch(program);
  const exited = exitOf(child);
  const cancel = () => void stopGroup(child, exited);
  signal.addEventListener('abort', cancel, { once: true });
  const { code } = await exited;
  signal.removeEventListener('abort', cancel);
  signal.throwIfAborted();
  if (code === 0) return;
  throw new StartError(
    `${program.name} failed. The last words (all of them are in ${program.log.file}):\n${program.log.tail()}`,
  );
}

function launch({ args, env, log }: NodeProgram): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: rootDir,
    env: { NODE_ENV: 'production', ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => log.write(name, chunk));
  }
  return child;
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      // What it had started must not go on without it, least of all on its port.
      killGroup(child);
      resolve({ code, signal });
    });
    child.once('error', () => resolve({ code: null, signal: null }));
  });
}

async function becomesReady(
  exited: Promise<Exit>,
  isReady: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<boolean> {
  const gone = exited.then(() => true);
  const deadline = Date.now() + readyPatienceMs;
  while (!signal.aborted && Date.now() < deadline) {
    if (await Promise.race([gone, sleep(readyPollMs, false)])) return false;
    if (await isReady()) return !signal.aborted;
  }
  return false;
}

async function stopGroup(child: ChildProcess, exited: Promise<Exit>): Promise<void> {
  const gone = exited.then(() => true);
  child.kill('SIGTERM');
  if (await Promise.race([gone, sleep(stopPatienceMs, false, { ref: false })])) return;
  killGroup(child);
  await exited;
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
