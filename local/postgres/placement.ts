import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canEnter, type OsUser, serverUser } from './os-user';

/** Where a cluster really lives, and who serves it. */
export interface Placement {
  /** The PostgreSQL data directory. */
  readonly clusterDir: string;
  /** A directory the server's user can reach, for a copy of the programs when it needs one. */
  readonly binariesDir: string;
  /** The user PostgreSQL runs as; `undefined` means as we are. */
  readonly user: OsUser | undefined;
}

const outsideRoot = '/var/lib/lyceum';

/**
 * Decides where the cluster asked for at `dataDir` lives. That is `dataDir` itself whenever the server's user can reach
 * it. Root in a checkout under a private directory (`/root` is 0700) cannot hand the server a path below it, and changing
 * the mode of a home directory is not ours to do: the cluster then goes to `/var/lib/lyceum/<id>`, and
 * `<dataDir>.location` names the place. Removing that note, as removing `.data` does, starts from an empty cluster.
 *
 * @throws PostgresError `no_os_user` when root has nobody to run the server as.
 */
export function placeCluster(dataDir: string): Placement {
  const parent = dirname(dataDir);
  mkdirSync(parent, { recursive: true });
  const note = `${dataDir}.location`;
  const noted = existsSync(note) ? readFileSync(note, 'utf8').trim() : undefined;
  const user = serverUser(noted ?? dataDir);
  if (noted !== undefined) return placed(noted, user);
  if (user === undefined || existsSync(dataDir) || canEnter(user, parent)) return placed(dataDir, user);
  return placed(prepareOutside(dataDir, note), user);
}

function prepareOutside(dataDir: string, note: string): string {
  const home = join(outsideRoot, createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  for (const directory of [outsideRoot, home]) chmodSync(directory, 0o755);
  const clusterDir = join(home, 'postgres');
  writeFileSync(note, `${clusterDir}\n`);
  return clusterDir;
}

function placed(clusterDir: string, user: OsUser | undefined): Placement {
  return { clusterDir, binariesDir: user === undefined ? dirname(clusterDir) : outsideRoot, user };
}
