import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** What is running, for scripts beside it: addresses, process ids and the settings the application was given. */
export interface RunRecord {
  /** The supervisor. */
  readonly pid: number;
  readonly mode: 'start' | 'dev';
  readonly urls: Readonly<Record<string, string>>;
  readonly ports: Readonly<Record<string, number>>;
  /** Process ids by service; one that is being restarted is missing. */
  readonly processes: Readonly<Record<string, number>>;
  readonly logs: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Replaces the record in one step; readers see the old or the new one. It holds secrets, so only the owner can read it. */
export function writeRunFile(file: string, record: RunRecord): void {
  const draft = `${file}.${process.pid}.part`;
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

/** Removes the record: nothing runs any more. */
export function removeRunFile(file: string): void {
  rmSync(file, { force: true });
}
