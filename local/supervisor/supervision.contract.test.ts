import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { keepRunning, type Service, type ServiceEvent } from './keep-running';
import { startServer } from './node-process';
import { openServiceLog, type ServiceLog } from './service-log';

const quick = { firstDelayMs: 1, longestDelayMs: 4, healthyAfterMs: 60_000 };
const always = 'setInterval(() => undefined, 1000);';

let directory: string;
let log: ServiceLog;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lyceum-supervisor-'));
  log = openServiceLog(
    join(directory, 'child.log'),
    () => undefined,
    () => undefined,
  );
  onTestFinished(() => {
    log.close();
    rmSync(directory, { recursive: true, force: true });
  });
});

function service(script: string, isReady = () => Promise.resolve(true)): Service {
  const env = { PATH: process.env['PATH'] ?? '' };
  return {
    name: 'child',
    start: (signal) => startServer({ name: 'child', args: ['-e', script], env, log }, isReady, signal),
  };
}

async function keep(script: string) {
  const events: ServiceEvent[] = [];
  const kept = await keepRunning(
    service(script),
    (event) => events.push(event),
    new AbortController().signal,
    quick,
  );
  onTestFinished(() => kept.stop());
  const pids = () => events.flatMap((event) => (event.type === 'started' ? [event.pid] : []));
  return { kept, events, pids };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('keepRunning', () => {
  test('starts another process each time one is killed', async () => {
    const { events, pids } = await keep(always);
    for (const round of [1, 2, 3]) {
      process.kill(pids().at(-1) ?? 0, 'SIGKILL');
      await vi.waitFor(() => expect(pids()).toHaveLength(round + 1), { timeout: 5_000 });
    }
    expect(new Set(pids()).size).toBe(4);
    expect(events).toContainEqual({
      type: 'ended',
      name: 'child',
      exit: { code: null, signal: 'SIGKILL' },
      retryInMs: 1,
    });
  });

  test('leaves nothing running after stop, and starts nothing again', async () => {
    const { kept, pids, events } = await keep(always);
    await kept.stop();
    expect(isAlive(pids()[0] ?? 0)).toBe(false);
    expect(events.map(({ type }) => type)).toEqual(['started']);
  });

  test('stops while waiting to try again', async () => {
    const { kept, events, pids } = await keep(always);
    process.kill(pids()[0] ?? 0, 'SIGKILL');
    await vi.waitFor(() => expect(events.at(-1)?.type).toBe('ended'));
    await kept.stop();
    for (const pid of pids()) expect(isAlive(pid)).toBe(false);
  });

  test('kills a process that ignores the request to end, with its descendants', async () => {
    const script = `process.on('SIGTERM', () => undefined);
      const { spawn } = require('node:child_process');
      console.log(spawn(process.execPath, ['-e', ${JSON.stringify(always)}]).pid); ${always}`;
    const { kept, pids } = await keep(script);
    await vi.waitFor(() => expect(Number(log.tail())).toBeGreaterThan(0));
    const descendant = Number(log.tail());
    await kept.stop();
    expect(isAlive(pids()[0] ?? 0)).toBe(false);
    // The init process may take a moment to bury it.
    await vi.waitFor(() => expect(isAlive(descendant)).toBe(false), { timeout: 5_000 });
  }, 15_000);

  test('says at once what is wrong when the first start fails', async () => {
    const broken = service("console.error('no such table'); process.exit(3)", () => Promise.resolve(false));
    const start = keepRunning(broken, () => undefined, new AbortController().signal, quick);
    await expect(start).rejects.toThrow(/child did not start[\s\S]+no such table/);
  });

  test('gives up a start that is interrupted', async () => {
    const interrupt = new AbortController();
    const start = keepRunning(
      service(always, () => Promise.resolve(false)),
      () => undefined,
      interrupt.signal,
      quick,
    );
    interrupt.abort(new Error('interrupted'));
    await expect(start).rejects.toThrow('interrupted');
  });
});

describe.skipIf(process.platform === 'win32')('the orphan guard', () => {
  test('ends the children of a supervisor that was killed', async () => {
    const pidFile = join(directory, 'pid');
    const script = join(directory, 'supervisor.mts');
    writeFileSync(
      script,
      `import { spawn } from 'node:child_process';
       import { writeFileSync } from 'node:fs';
       import { startOrphanGuard } from '${import.meta.dirname}/orphan-guard';
       const guard = startOrphanGuard();
       const child = spawn(process.execPath, ['-e', ${JSON.stringify(always)}], { detached: true, stdio: 'ignore' });
       guard.watch([child.pid]);
       writeFileSync(${JSON.stringify(pidFile)}, String(child.pid));
       ${always}`,
    );
    const supervisor = spawn(process.execPath, ['--import', 'tsx', script], { stdio: 'ignore' });
    await vi.waitFor(() => expect(Number(readFileSync(pidFile, 'utf8'))).toBeGreaterThan(0), {
      timeout: 10_000,
    });
    const pid = Number(readFileSync(pidFile, 'utf8'));
    expect(isAlive(pid)).toBe(true);

    supervisor.kill('SIGKILL');
    await once(supervisor, 'exit');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5_000 });
  }, 20_000);
});
