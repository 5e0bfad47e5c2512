import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { StartError } from './start-error';

const holderSchema = z.object({
  pid: z.number().int().positive(),
  url: z.string(),
  /** When the kernel started that process, where it says so; tells a reused process id from the holder. */
  bornAt: z.string().optional(),
});

type Holder = z.infer<typeof holderSchema>;

/** A held lock. */
export interface Lock {
  /** Process that held it before and died without letting go. */
  readonly takenOverFrom: number | undefined;
  readonly release: () => void;
}

/**
 * Makes this process the only one that runs on a data directory, until `release` or its death.
 *
 * @param url where the holder serves, for the message to the one who comes second
 * @throws StartError naming address and process when another living process holds it.
 */
export function acquireLock(file: string, url: string): Lock {
  mkdirSync(dirname(file), { recursive: true });
  const mine: Holder = { pid: process.pid, url, bornAt: bornAt(process.pid) };
  if (write(file, mine)) return { takenOverFrom: undefined, release: () => rmSync(file, { force: true }) };
  const holder = read(file);
  if (holder !== undefined && isStillRunning(holder)) throw alreadyRunning(holder);
  rmSync(file, { force: true });
  if (!write(file, mine)) throw alreadyRunning(read(file) ?? mine);
  return { takenOverFrom: holder?.pid ?? 0, release: () => rmSync(file, { force: true }) };
}

function write(file: string, holder: Holder): boolean {
  try {
    const handle = openSync(file, 'wx');
    writeFileSync(handle, JSON.stringify(holder));
    closeSync(handle);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** `undefined` for a file that is gone or was cut short by a crash: nobody holds that. */
function read(file: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function isStillRunning(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return bornAt(holder.pid) === holder.bornAt;
}

/**
 * Field 22 of `/proc/<pid>/stat`; the name before it may hold anything, so counting starts behind its last bracket.
 * A killed process that its parent has not buried yet (state Z) counts as gone.
 */
function bornAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? undefined : fields[18];
  } catch {
    return undefined;
  }
}

function alreadyRunning({ pid, url }: Holder): StartError {
  return new StartError(
    `Lyceum is already running here: ${url} (process ${pid}).\nStop it with Ctrl-C in its terminal, or with: kill ${pid}`,
  );
}
