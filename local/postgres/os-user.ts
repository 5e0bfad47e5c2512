import { spawnSync } from 'node:child_process';
import { lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PostgresError } from './postgres-error';

/** The operating-system user a server process runs as; ids as the kernel counts them. */
export interface OsUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The user PostgreSQL has to run as: `undefined` for "as we are", which is right for everyone but root, whom
 * PostgreSQL refuses. Root gets the owner of an existing cluster, else the system's `postgres`, else `nobody`,
 * so no account is ever added to the machine.
 *
 * @throws PostgresError `no_os_user` when root has nobody to become.
 */
export function serverUser(clusterDir: string): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const user = ownerOf(clusterDir) ?? accountNamed('postgres') ?? accountNamed('nobody');
  if (user !== undefined) return user;
  throw new PostgresError(
    'no_os_user',
    'PostgreSQL does not run as root, and this system has no user "postgres" or "nobody" to run it as. Start as another user, or set DATABASE_URL.',
  );
}

/** Whether that user can enter the directory and read in it; asked of the kernel, so that it is right about access lists too. */
export function canEnter(user: OsUser | undefined, directory: string): boolean {
  const probe = spawnSync('/bin/sh', ['-c', 'test -x "$0" && test -r "$0"', directory], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  });
  return probe.status === 0;
}

/** Makes the user own a directory and everything in it; does nothing when it does already, or no other user is needed. */
export function handOver(directory: string, user: OsUser | undefined): void {
  if (user === undefined || statSync(directory).uid === user.uid) return;
  for (const entry of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(directory, entry), user.uid, user.gid);
  }
  // Last, so that a run cut short begins again.
  lchownSync(directory, user.uid, user.gid);
}

function ownerOf(directory: string): OsUser | undefined {
  const stats = statSync(directory, { throwIfNoEntry: false });
  return stats === undefined || stats.uid === 0 ? undefined : { uid: stats.uid, gid: stats.gid };
}

function accountNamed(name: string): OsUser | undefined {
  const line = passwdLines().find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) return undefined;
  // macOS writes nobody as -2; the kernel's ids are unsigned.
  return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
}

function passwdLines(): string[] {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n');
  } catch {
    return [];
  }
}
