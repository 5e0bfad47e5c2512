import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { rootDir } from '@/scripts/process';
import { withStack } from '@/scripts/stack';
import { markdownTable, type Row, textTable } from '@/scripts/table';
import { withFloor } from './floor';
import { type Answer, drive, type Measured, percentile, send } from './load';
import { usageOfTrees } from './process-tree';
import { type Scenario, scenarios } from './scenarios';

const connections = 8;
const warmUpMs = 4_000;
const measureMs = 5_000;
const idleMs = 3_000;
const floorWarmUp = { connections, durationMs: 1_500, maxRequests: 2_000 };
const floorBounds = { connections, durationMs: 2_000, maxRequests: 200_000 };

/** Process ids by service. */
type Processes = Readonly<Record<string, number>>;
type Costs = Measured & { readonly cpuMs: number; readonly cpuMsOf: Readonly<Record<string, number>> };
type Line = {
  readonly scenario: Scenario;
  readonly answer: Answer;
  readonly site: Costs;
  readonly floor: Costs;
};

const cpuByService = (processes: Processes): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(processes).map(([name, pid]) => [name, usageOfTrees([pid]).cpuMs]));

/** Drives one server and takes the CPU time a request of each of its process trees, and of all together. */
async function cost(processes: Processes, work: () => Promise<Measured>): Promise<Costs> {
  const before = cpuByService(processes);
  const measured = await work();
  const after = cpuByService(processes);
  const cpuMsOf = Object.fromEntries(
    Object.entries(after).map(([name, cpuMs]) => [
      name,
      (cpuMs - (before[name] ?? 0)) / measured.latenciesMs.length,
    ]),
  );
  const cpuMs = Object.values(cpuMsOf).reduce((sum, it) => sum + it, 0);
  return { ...measured, cpuMs, cpuMsOf };
}

async function measure(origin: string, processes: Processes, scenario: Scenario): Promise<Line> {
  const { request, maxRequests } = scenario;
  const next = (): typeof request => request;
  const answer = await send(origin, request);
  if (answer.status >= 400)
    throw new Error(`${scenario.name} answered ${answer.status}: ${answer.body.toString('utf8')}`);
  const forWarmUp = Math.floor(maxRequests / 5);
  await drive(origin, next, { connections, durationMs: warmUpMs, maxRequests: forWarmUp });
  const site = await cost(processes, () =>
    drive(origin, next, { connections, durationMs: measureMs, maxRequests: maxRequests - forWarmUp }),
  );
  const floor = await withFloor(
    answer.body,
    answer.headers['content-type'] ?? 'text/plain',
    async (server) => {
      await drive(server.origin, next, floorWarmUp);
      return cost({ floor: server.pid }, () => drive(server.origin, next, floorBounds));
    },
  );
  return { scenario, answer, site, floor };
}

/** CPU time the stack spends in a second in which nobody asks for anything; part of every figure. */
async function idleCpu(pids: readonly number[]): Promise<number> {
  const before = usageOfTrees(pids).cpuMs;
  await setTimeout(idleMs);
  return ((usageOfTrees(pids).cpuMs - before) * 1000) / idleMs;
}

const ms = (value: number): string => value.toFixed(value < 1 ? 3 : value < 10 ? 2 : 1);

const heading: Row = [
  'request',
  'kB',
  'sent',
  'failed',
  'p50 ms',
  'p90 ms',
  'p99 ms',
  'CPU ms',
  'web',
  'postgres',
  'others',
  'floor CPU ms',
  'ratio',
];

const toRow = ({ scenario, answer, site, floor }: Line): Row => [
  scenario.name,
  (answer.body.byteLength / 1000).toFixed(1),
  String(site.latenciesMs.length),
  String(site.failed),
  ...[0.5, 0.9, 0.99].map((share) => ms(percentile(site.latenciesMs, share))),
  ms(site.cpuMs),
  ms(site.cpuMsOf['web'] ?? 0),
  ms(site.cpuMsOf['postgres'] ?? 0),
  ms(site.cpuMs - (site.cpuMsOf['web'] ?? 0) - (site.cpuMsOf['postgres'] ?? 0)),
  ms(floor.cpuMs),
  (site.cpuMs / floor.cpuMs).toFixed(1),
];

const begin = '<!-- results: written by `npm run bench -- --write` -->';
const end = '<!-- end of results -->';

async function writeToDocs(table: string, note: string): Promise<void> {
  const file = join(rootDir, 'docs/performance.md');
  const text = await readFile(file, 'utf8');
  const before = text.slice(0, text.indexOf(begin));
  const after = text.slice(text.indexOf(end));
  await writeFile(file, `${before}${begin}\n\n${note}\n\n${table}\n\n${after}`);
}

async function main(isWritten: boolean): Promise<number> {
  return withStack(async ({ origin, processes }) => {
    const idle = await idleCpu(Object.values(processes()));
    const lines: Line[] = [];
    for (const scenario of await scenarios(origin)) {
      console.info(scenario.name);
      lines.push(await measure(origin, processes(), scenario));
    }
    const memory = usageOfTrees(Object.values(processes()));
    const rows = lines.map(toRow);
    const note = `${new Date().toISOString().slice(0, 10)} · Node ${process.versions.node} · ${cpus().length} cores · ${connections} connections · idle ${idle.toFixed(0)} CPU ms a second · ${memory.processes} processes, ${Math.round(memory.residentBytes / 2 ** 20)} MiB resident after the run (shared pages counted in each)`;
    console.info(`\n${textTable(heading, rows)}\n\n${note}`);
    await mkdir(join(rootDir, '.cache/bench'), { recursive: true });
    await writeFile(join(rootDir, '.cache/bench/latest.md'), `${note}\n\n${markdownTable(heading, rows)}\n`);
    if (isWritten) await writeToDocs(markdownTable(heading, rows), note);
    return lines.some(({ site }) => site.failed > 0) ? 1 : 0;
  });
}

process.exitCode = await main(process.argv.includes('--write'));
