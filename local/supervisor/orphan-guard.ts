import { spawn } from 'node:child_process';

/** Ends processes that would otherwise outlive a supervisor that was killed and could not end them itself. */
export interface OrphanGuard {
  /** Replaces the list of process ids to end; each leads its own process group, and the whole group goes. */
  readonly watch: (pids: readonly number[]) => void;
  /** The supervisor ends in order: nothing is left to do. */
  readonly dismiss: () => void;
}

/**
 * Reads one list a line, the last one counts. The pipe breaks when the supervisor dies, however it dies: then the groups
 * are asked to end, and made to a few seconds later. SIGINT because it is an orderly stop to Node.js and to PostgreSQL alike.
 */
const script = `
trap '' INT HUP TERM
while read -r line; do pids=$line; done
[ -z "$pids" ] && exit 0
for pid in $pids; do kill -INT -"$pid" 2>/dev/null; done
sleep 6
for pid in $pids; do kill -KILL -"$pid" 2>/dev/null; done
`;

/** Starts the guard: a shell that sleeps on a pipe, about one MiB. On Windows, which has none, children are left alone. */
export function startOrphanGuard(): OrphanGuard {
  if (process.platform === 'win32') return { watch: () => undefined, dismiss: () => undefined };
  const guard = spawn('/bin/sh', ['-c', script], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  const watch = (pids: readonly number[]) => void guard.stdin.write(`${pids.join(' ')}\n`);
  return {
    watch,
    dismiss: () => {
      watch([]);
      guard.stdin.end();
    },
  };
}
