import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { PostgresBinaries } from './binaries';
import type { OsUser } from './os-user';
import { explainFailure } from './postgres-error';
import type { PostgresProfile } from './settings';

/** The role that owns every embedded cluster. */
export const superuser = 'postgres';

const passwordFile = 'client-password';

/**
 * Makes sure a cluster exists at `clusterDir` and returns the password of its superuser. Creation is all or nothing: a
 * crash or a full disk half-way leaves nothing that a later start would mistake for a cluster. The password is random
 * and kept inside the cluster, so that both always travel together.
 *
 * @throws PostgresError when initdb fails.
 */
export async function ensureCluster(
  binaries: PostgresBinaries,
  clusterDir: string,
  user: OsUser | undefined,
  profile: PostgresProfile,
): Promise<string> {
  if (!existsSync(join(clusterDir, passwordFile))) await createCluster(binaries, clusterDir, user, profile);
  return readFileSync(join(clusterDir, passwordFile), 'utf8').trim();
}

async function createCluster(
  binaries: PostgresBinaries,
  clusterDir: string,
  user: OsUser | undefined,
  profile: PostgresProfile,
): Promise<void> {
  const draft = `${clusterDir}.new`;
  const secret = `${clusterDir}.password`;
  for (const leftover of [draft, secret]) rmSync(leftover, { recursive: true, force: true });
  try {
    makePrivateDirectory(draft, user);
    writeOwned(secret, `${randomBytes(24).toString('base64url')}\n`, user);
    await runInitdb(binaries.initdb, draft, secret, user, profile);
    renameSync(secret, join(draft, passwordFile));
    renameSync(draft, clusterDir);
  } catch (error) {
    for (const leftover of [draft, secret]) rmSync(leftover, { recursive: true, force: true });
    throw error;
  }
}

function makePrivateDirectory(directory: string, user: OsUser | undefined): void {
  mkdirSync(directory, { mode: 0o700 });
  chmodSync(directory, 0o700);
  if (user !== undefined) chownSync(directory, user.uid, user.gid);
}

function writeOwned(file: string, content: string, user: OsUser | undefined): void {
  writeFileSync(file, content, { mode: 0o600 });
  if (user !== undefined) chownSync(file, user.uid, user.gid);
}

function runInitdb(
  initdb: string,
  clusterDir: string,
  passwordPath: string,
  user: OsUser | undefined,
  profile: PostgresProfile,
): Promise<void> {
  const args = [
    `--pgdata=${clusterDir}`,
    `--username=${superuser}`,
    `--pwfile=${passwordPath}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own Unicode rules: the same order and case mapping on every machine, whatever its locales.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(profile === 'test' ? ['--no-sync', '--wal-segsize=4'] : []),
  ];
  return new Promise((resolve, reject) => {
    execFile(
      initdb,
      args,
      { ...user, cwd: '/', env: { ...process.env, LC_ALL: 'C' } },
      (error, stdout, stderr) => {
        if (error === null) resolve();
        else reject(explainFailure(`${stdout}${stderr}${error.message}`));
      },
    );
  });
}
