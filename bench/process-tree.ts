import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** The kernel counts CPU time in ticks of 10 ms on every Linux this can run on. */
const tickMs = 10;

type Process = {
  readonly pid: number;
  readonly parent: number;
  readonly cpuMs: number;
  readonly residentBytes: number;
};

const fieldsSchema = z.array(z.string()).min(22);
const pageBytes = 4096;

function readProcess(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything, so the fields are counted from behind it: state is the first.
    const fields = fieldsSchema.parse(stat.slice(stat.lastIndexOf(')') + 2).split(' '));
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
    return {
      pid,
      parent: Number(fields[1]),
      cpuMs: ticks * tickMs,
      residentBytes: Number(fields[21]) * pageBytes,
    };
  } catch {
    // It ended between being listed and being read.
    return undefined;
  }
}

/** What a tree of processes has used since it began. */
export type Usage = { readonly cpuMs: number; readonly residentBytes: number; readonly processes: number };

/** Adds up user and system time of processes and all their descendants, ended children included. Linux only. */
export function usageOfTrees(rootPids: readonly number[]): Usage {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const members = new Set(rootPids);
  // Parents are usually listed before their children; going round until nothing is found needs no such luck.
  for (let found = -1; found !== members.size; ) {
    found = members.size;
    for (const { pid, parent } of all) if (members.has(parent)) members.add(pid);
  }
  const tree = all.filter(({ pid }) => members.has(pid));
  return {
    cpuMs: tree.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    residentBytes: tree.reduce((sum, { residentBytes }) => sum + residentBytes, 0),
    processes: tree.length,
  };
}
