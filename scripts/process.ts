import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The absolute path of the repository. */
export const rootDir = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What a finished child process left behind; `code` is 1 when a signal ended it or it never started. */
export type Finished = { readonly code: number; readonly output: string; readonly durationMs: number };

/** How to run a child process. */
export type RunOptions = {
  readonly cwd?: string;
  /** Merged over the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Write the output through while it comes, besides collecting it. */
  readonly isStreamed?: boolean;
};

/** The absolute path of a file inside a package this repository depends on, so that no shell or shim is needed. */
export function packageFile(packageName: string, file: string): string {
  return join(rootDir, 'node_modules', packageName, file);
}

const running = new Set<ChildProcess>();

/** Sends SIGTERM to every child started here that still runs. */
export function stopChildren(): void {
  for (const child of running) child.kill('SIGTERM');
}

/** Runs a Node program to its end and never rejects: a program that cannot start is a finished one with code 1. */
export function runNode(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const startedAt = performance.now();
  return new Promise((resolveRun) => {
    const child = spawn(process.execPath, args, {
      cwd: options.cwd ?? rootDir,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const chunks: Buffer[] = [];
    const finish = (code: number, note = ''): void => {
      running.delete(child);
      resolveRun({
        code,
        output: Buffer.concat(chunks).toString('utf8') + note,
        durationMs: performance.now() - startedAt,
      });
    };
    const collect =
      (through: NodeJS.WriteStream) =>
      (chunk: Buffer): void => {
        chunks.push(chunk);
        if (options.isStreamed) through.write(chunk);
      };
    child.stdout.on('data', collect(process.stdout));
    child.stderr.on('data', collect(process.stderr));
    child.on('error', (error) => finish(1, error.message));
    child.on('close', (code, signal) => finish(code ?? 1, signal ? `\nended by ${signal}` : ''));
  });
}

/** Runs a TypeScript file of this repository like {@link runNode}. */
export function runScript(
  file: string,
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<Finished> {
  return runNode(['--import', 'tsx', join(rootDir, file), ...args], options);
}
