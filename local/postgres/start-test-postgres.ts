import { chmodSync, cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../supervisor/ports';
import { postgresBinaries } from './binaries';
import { ensureCluster } from './cluster';
import { handOver, type OsUser } from './os-user';
import { placeCluster } from './placement';
import { PostgresError } from './postgres-error';
import { type PostgresServer, startPostgres } from './start-postgres';

const portAttempts = 5;

/**
 * Starts an empty, throw-away PostgreSQL on a free port, in well under a second: the cluster is a copy of one that is
 * initialised once and kept under `cacheDir` (`.cache` unless said otherwise). `stop()` also removes its files. Any
 * number may run at once, in any number of processes.
 *
 * @throws PostgresError as `startPostgres` does.
 */
export async function startTestPostgres(cacheDir = '.cache'): Promise<PostgresServer> {
  const home = mkdtempSync(join(tmpdir(), 'lyceum-postgres-'));
  const remove = () => rmSync(home, { recursive: true, force: true });
  try {
    // The server's user has to pass through on its way to the cluster below.
    chmodSync(home, 0o755);
    const dataDir = join(home, 'cluster');
    await makeCluster(dataDir, resolve(cacheDir));
    const server = await startOnFreePort(dataDir);
    return { ...server, stop: () => server.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

async function makeCluster(dataDir: string, cacheDir: string): Promise<void> {
  const { user, binariesDir } = placeCluster(dataDir);
  const binaries = postgresBinaries(user, binariesDir);
  const pristine = join(cacheDir, `postgres-${binaries.version}`);
  if (copyCluster(pristine, dataDir, user)) return;
  await ensureCluster(binaries, dataDir, user, 'test');
  keepPristine(dataDir, pristine);
}

/** False when there is no copy to be had: none made yet, or made by another user and unreadable. */
function copyCluster(from: string, to: string, user: OsUser | undefined): boolean {
  if (!existsSync(from)) return false;
  try {
    cpSync(from, to, { recursive: true });
    handOver(to, user);
    return true;
  } catch {
    rmSync(to, { recursive: true, force: true });
    return false;
  }
}

/** Only a shortcut for the next time: when it cannot be kept, or another run was first, nothing is lost. */
function keepPristine(dataDir: string, pristine: string): void {
  const draft = `${pristine}.${process.pid}`;
  try {
    cpSync(dataDir, draft, { recursive: true });
    renameSync(draft, pristine);
  } catch {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function startOnFreePort(dataDir: string): Promise<PostgresServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startPostgres({ dataDir, port: await freePort(), profile: 'test' });
    } catch (error) {
      const lostTheRace = error instanceof PostgresError && error.code === 'port_taken';
      if (!lostTheRace || attempt === portAttempts) throw error;
    }
  }
}
