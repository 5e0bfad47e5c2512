import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** A program of this folder that runs as a process of its own. */
export interface TestProcess {
  /** Ends it as a power cut would; resolves when it is gone. */
  kill: () => Promise<void>;
  /** Asks it to end; resolves with its exit code. */
  terminate: () => Promise<number | null>;
  /** Resolves with its exit code, whenever it ends. */
  exited: Promise<number | null>;
  /** What it wrote so far. */
  output: () => string;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  return child.exitCode;
}

/** Starts a program and returns when it writes `listening`. @throws when it ends before. */
export async function startProcess(
  file: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<TestProcess> {
  const program = join(import.meta.dirname, '..', file);
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exited = once(child, 'exit').then(() => child.exitCode);
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('"listening"')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    exited.then(() => reject(new Error(`${file} ended: ${output}`)));
  });
  return {
    kill: async () => {
      await end(child, 'SIGKILL');
    },
    terminate: () => end(child, 'SIGTERM'),
    exited,
    output: () => output,
  };
}
