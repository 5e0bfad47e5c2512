import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const orphanPatienceMs = 10_000;

/** What the postmaster says about itself in `postmaster.pid`; `status` is `ready` once it takes connections. */
export interface PostmasterFile {
  readonly pid: number;
  readonly status: string;
}

/** Reads `postmaster.pid`; `undefined` when there is none or it is being written. */
export function readPostmasterFile(clusterDir: string): PostmasterFile | undefined {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0 ? { pid, status: (lines[7] ?? '').trim() } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Ends whatever an earlier, killed session left behind in the cluster: a server still running on it is stopped, and a
 * pid file that names somebody else's process (ids are reused, above all in containers) is removed. The caller owns the
 * cluster: nobody else may be using it on purpose.
 */
export async function clearOrphan(clusterDir: string): Promise<void> {
  const file = readPostmasterFile(clusterDir);
  if (file === undefined || !isAlive(file.pid)) return;
  if (!isPostmasterOf(file.pid, clusterDir)) {
    rmSync(join(clusterDir, 'postmaster.pid'), { force: true });
    return;
  }
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    process.kill(file.pid, signal);
    if (await isGoneWithin(file.pid, orphanPatienceMs)) return;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isPostmasterOf(pid: number, clusterDir: string): boolean {
  if (existsSync(`/proc/${pid}`)) return workingDirectory(pid) === realpathSync(clusterDir);
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return (stdout ?? '').includes(clusterDir);
}

/** A postmaster works inside its data directory, and nothing else does. */
function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

async function isGoneWithin(pid: number, patienceMs: number): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (!isAlive(pid)) return true;
    await sleep(25);
  }
  return false;
}
